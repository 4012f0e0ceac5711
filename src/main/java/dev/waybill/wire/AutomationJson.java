package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The automatic deploys of an environment.
 *
 * @param on what they follow, such as {@code on push to main}; null if nothing is deployed automatically
 * @param mode {@code on}, {@code off} or {@code paused}; null if nothing is deployed automatically
 * @param by who has set the mode; null if nobody has, as after a failed deploy
 * @param reason why; for a pause by the server, the deploy after which it waits
 * @param since null if nothing is deployed automatically
 * @param waiting the name of the automatic deploy that waits to start; null if none does
 * @param next null if nothing is deployed automatically
 */
public record AutomationJson(
        String app,
        String environment,
        @Nullable String on,
        @Nullable String mode,
        @Nullable String by,
        @Nullable String reason,
        @Nullable String since,
        @Nullable String waiting,
        @Nullable NextAutomaticJson next) {
    /**
     * What would be deployed next.
     *
     * @param sha null if there is nothing to deploy
     * @param message a sentence about it
     * @param dateDue when there will be more to deploy, by time alone; null if time changes nothing
     * @param blockers what holds it; empty if it is requested at once
     */
    public record NextAutomaticJson(
            String ref,
            @Nullable String sha,
            String message,
            @Nullable String dateDue,
            List<BlockerJson> blockers) {}
}
