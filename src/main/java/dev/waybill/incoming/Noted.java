package dev.waybill.incoming;

import dev.waybill.forge.Deployments.State;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.text.HostileText;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a deployment that somebody created at the code host of an app. Its texts are safe to show.
 *
 * @param repository its page at the code host
 * @param isTaken whether the app answers for it, and no other app or system
 * @param deploy the name of the deploy that it started; null if it started none
 * @param reason why it started none; null if it did
 * @param answer the state that the code host has yet to be told; null for none
 */
public record Noted(
        String repository,
        long deployment,
        String creator,
        String environment,
        String task,
        String ref,
        boolean isTaken,
        @Nullable String deploy,
        @Nullable String reason,
        @Nullable State answer,
        Instant at) {
    /** One that the app leaves to others. */
    static Noted left(String repository, ListedDeployment it, String reason, Instant at) {
        return of(repository, it, false, reason, null, at);
    }

    /** One that started a deploy. */
    static Noted started(String repository, ListedDeployment it, Instant at) {
        return of(repository, it, true, null, null, at);
    }

    /** One that should have, and could not. */
    static Noted refused(String repository, ListedDeployment it, String reason, State answer, Instant at) {
        return of(repository, it, true, reason, answer, at);
    }

    private static Noted of(
            String repository,
            ListedDeployment it,
            boolean isTaken,
            @Nullable String reason,
            @Nullable State answer,
            Instant at) {
        return new Noted(
                repository,
                it.id(),
                HostileText.line(Objects.requireNonNullElse(it.creator(), "")),
                HostileText.line(it.environment()),
                HostileText.line(it.task()),
                HostileText.line(it.ref()),
                isTaken,
                null,
                reason,
                answer,
                at);
    }
}
