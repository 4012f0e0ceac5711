package dev.waybill.web;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Judgement;
import dev.waybill.gates.Blocker;
import dev.waybill.lanes.Waiting;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A deploy as displayed on pages.
 *
 * @param state the word for its state, also its CSS class
 * @param icon a symbol beside the word, so that the state is not shown by colour alone
 * @param when the time since the last change of state, in words
 * @param at the exact time of that change
 * @param lasted how long it took, or has been running; empty if it has not started, or happened elsewhere
 * @param position in its lane, such as {@code 2.}; empty if it is not pending
 * @param why what it waits for; empty if it is not pending
 * @param judgement the newest judgement of its version there; null if there is none
 */
public record DeployRow(
        Deploy deploy,
        String state,
        String icon,
        String path,
        String sha,
        String when,
        String at,
        String lasted,
        String position,
        List<String> why,
        @Nullable String judgement) {
    private static final Pattern ADDRESS = Pattern.compile("https?://[\\x21-\\x7e]+");

    /** The evidence of a deploy that happened elsewhere, if it is the address of a page. */
    public Optional<String> evidenceLink() {
        return Optional.ofNullable(deploy.evidence())
                .filter(text -> ADDRESS.matcher(text).matches());
    }

    /** @param waiting why it waits; empty if it is not pending */
    static DeployRow of(Deploy deploy, Optional<Waiting> waiting, Instant now) {
        var blockers = waiting.map(Waiting::blockers).orElse(List.of());
        return new DeployRow(
                deploy,
                word(deploy),
                icon(deploy),
                "/apps/%s/%s/%d".formatted(deploy.appName(), deploy.environment(), deploy.number()),
                deploy.sha() == null ? "not resolved yet" : deploy.sha().abbreviated(),
                Ages.ago(moment(deploy), now),
                moment(deploy).toString(),
                lasted(deploy, now),
                waiting.map(it -> "%d.".formatted(it.position())).orElse(""),
                blockers.stream().map(Blocker::message).toList(),
                judgement(deploy.judgement()));
    }

    private static @Nullable String judgement(@Nullable Judgement judgement) {
        if (judgement == null) {
            return null;
        }
        var word = switch (judgement.verdict()) {
            case GOOD -> "judged good by";
            case FAULTY -> "quarantined by";
        };
        return "%s %s%s".formatted(word, judgement.by(), judgement.reason() == null ? "" : ": " + judgement.reason());
    }

    private static Instant moment(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> deploy.createdAt();
            case Deploy.Running running -> running.since();
            case Deploy.Finished finished -> finished.at();
        };
    }

    private static String lasted(Deploy deploy, Instant now) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "";
            case Deploy.Running running -> Ages.inWords(Duration.between(running.since(), now));
            case Deploy.Finished finished ->
                finished.startedAt() == null || deploy.door() == Door.RECORD
                        ? ""
                        : Ages.inWords(Duration.between(finished.startedAt(), finished.at()));
        };
    }

    private static String word(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "pending";
            case Deploy.Running running -> running.isCancelled() ? "cancelling" : "running";
            case Deploy.Finished finished -> finished.outcome().word().replace('_', '-');
        };
    }

    private static String icon(Deploy deploy) {
        return switch (deploy.state()) {
            case Deploy.Pending _ -> "◷";
            case Deploy.Running _ -> "▶";
            case Deploy.Finished finished ->
                switch (finished.outcome()) {
                    case SUCCEEDED -> "✔";
                    case FAILED, TIMED_OUT -> "✖";
                    case INTERRUPTED -> "⚡";
                    case CANCELLED, SUPERSEDED -> "⊘";
                };
        };
    }
}
