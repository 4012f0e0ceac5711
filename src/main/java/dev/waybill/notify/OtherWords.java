package dev.waybill.notify;

import dev.waybill.events.Recorded;
import dev.waybill.spi.notices.Topic;
import dev.waybill.wire.Times;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is said about locks, automation and what is live. */
final class OtherWords {
    private OtherWords() {}

    /** @param app null for all apps */
    static Words of(Recorded event, Topic topic, @Nullable String app) {
        return switch (topic) {
            case AUTOMATION_PAUSED -> automation(event, app);
            case DRIFT -> drift(event, app);
            default -> lock(event, topic);
        };
    }

    private static Words drift(Recorded event, @Nullable String app) {
        var by = text(event, "releasedBy") == null ? "" : " by " + text(event, "releasedBy");
        var sentence = "%s of %s has another commit live than %s deployed: %s"
                .formatted(event.subject().environment(), app, text(event, "deploy"), text(event, "sha"));
        var release = "It was found as %s%s".formatted(text(event, "release"), by);
        var acknowledge = "Automatic deploys wait. To let them go on: waybill auto acknowledge %s %s"
                .formatted(app, event.subject().environment());
        return new Words(sentence, List.of(release, acknowledge));
    }

    private static Words automation(Recorded event, @Nullable String app) {
        var place = "%s of %s".formatted(event.subject().environment(), app);
        var by = text(event, "by") == null ? "" : " by " + text(event, "by");
        var sentence = event.kind().endsWith("still_paused")
                ? "Automatic deploys to %s are still paused%s".formatted(place, by)
                : "Automatic deploys to %s are paused%s".formatted(place, by);
        var resume = "To resume them: waybill auto resume %s %s"
                .formatted(app, event.subject().environment());
        return new Words(
                sentence,
                text(event, "reason") == null ? List.of(resume) : List.of("Reason: " + text(event, "reason"), resume));
    }

    private static Words lock(Recorded event, Topic topic) {
        if (event.kind().equals("lock.changed")) {
            return new Words(change(event), details(event, topic));
        }
        var scope = text(event, "scope");
        var by = event.by() == null ? "" : " by " + event.by().name();
        var sentence = switch (topic) {
            case LOCK_STOLEN ->
                "%s is locked by %s, who took the lock from %s"
                        .formatted(scope, text(event, "holder"), text(event, "from"));
            case LOCK_EXPIRING -> "The lock of %s on %s ends soon".formatted(text(event, "holder"), scope);
            case UNLOCKED ->
                event.kind().equals("lock.expired")
                        ? "The lock of %s on %s has expired".formatted(text(event, "holder"), scope)
                        : "%s was unlocked%s".formatted(scope, by);
            default -> "%s is locked%s by %s".formatted(scope, effect(event), text(event, "holder"));
        };
        return new Words(sentence + until(event, topic), details(event, topic));
    }

    /** Events of older servers do not say what has changed. */
    private static String change(Recorded event) {
        var fields = event.data().get("changed") instanceof List<?> names ? names : List.of();
        var what = fields.stream().map(name -> change(event, name)).collect(Collectors.joining(", "));
        return "The lock of %s on %s was changed%s"
                .formatted(text(event, "holder"), text(event, "scope"), what.isEmpty() ? "" : ": " + what);
    }

    private static String change(Recorded event, Object field) {
        var expires = text(event, "expires");
        return switch (String.valueOf(field)) {
            case "kind" ->
                switch (String.valueOf(text(event, "kind"))) {
                    case "automation" -> "it now holds only automatic deploys";
                    case "warning" -> "it is only a warning";
                    default -> "it holds all deploys";
                };
            case "expires" ->
                expires == null ? "it no longer expires" : "it ends at " + Times.minute(Instant.parse(expires));
            default -> "its reason has changed";
        };
    }

    private static String until(Recorded event, Topic topic) {
        var expires = text(event, "expires");
        return expires == null || topic == Topic.UNLOCKED ? "" : ", until " + Times.minute(Instant.parse(expires));
    }

    private static List<String> details(Recorded event, Topic topic) {
        var details = new ArrayList<String>();
        if (topic != Topic.UNLOCKED && text(event, "reason") != null) {
            details.add("Reason: " + text(event, "reason"));
        }
        if (event.data().get("willRun") instanceof List<?> deploys && !deploys.isEmpty()) {
            var all = deploys.stream().map(String::valueOf).collect(Collectors.joining(", "));
            details.add("%s can start%s, unless cancelled before then".formatted(all, at(event)));
        }
        return details;
    }

    private static String effect(Recorded event) {
        return switch (String.valueOf(text(event, "kind"))) {
            case "automation" -> " for automatic deploys";
            case "warning" -> " (a warning only)";
            default -> "";
        };
    }

    private static String at(Recorded event) {
        var until = text(event, "until");
        return until == null ? "" : " at " + Times.minute(Instant.parse(until));
    }

    private static @Nullable String text(Recorded event, String field) {
        return event.data().get(field) instanceof String text ? text : null;
    }
}
