package dev.waybill.web.overview;

import dev.waybill.events.Recorded;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A line of the activity: something that happened, in a few words.
 *
 * @param icon beside it
 * @param colour of the icon
 * @param what the thing, such as {@code shop production #42}
 * @param how what happened to it, and by whom
 * @param path its page
 */
public record Happened(Instant at, String icon, String colour, String what, String how, String path) {
    private static final Map<String, String> ICONS = Map.of(
            "succeeded", "circle-check",
            "failed", "octagon-x",
            "timed_out", "timer-off",
            "interrupted", "unplug",
            "cancelled", "ban");

    /** Empty for what people need not see. */
    static Optional<Happened> of(Recorded event) {
        return switch (event.kind()) {
            case "deploy.started" -> Optional.of(deploy(event, "circle-play", "run", "started"));
            case "deploy.finished" -> finished(event);
            case "lock.acquired" -> Optional.of(lock(event, "locked"));
            case "lock.stolen" -> Optional.of(lock(event, "lock taken"));
            case "lock.released" -> Optional.of(lock(event, "unlocked"));
            case "lock.expired" -> Optional.of(lock(event, "lock ended"));
            case "auto.paused" -> Optional.of(lane(event, "circle-pause", "warn", "automatic deploys paused"));
            case "auto.on" -> Optional.of(lane(event, "zap", "second", "automatic deploys on"));
            case "auto.off" -> Optional.of(lane(event, "hand", "second", "automatic deploys off"));
            case "drift.found" -> Optional.of(lane(event, "equal-not", "warn", "another version is live"));
            default -> Optional.empty();
        };
    }

    private static Optional<Happened> finished(Recorded event) {
        var outcome = text(event, "outcome");
        if (outcome.equals("superseded")) {
            return Optional.empty();
        }
        var icon = Objects.requireNonNullElse(ICONS.get(outcome), "info");
        var colour = outcome.equals("succeeded") ? "good" : outcome.equals("cancelled") ? "second" : "bad";
        var how = outcome.equals("succeeded") ? "live" : outcome.replace('_', ' ');
        return Optional.of(deploy(event, icon, colour, how));
    }

    private static Happened deploy(Recorded event, String icon, String colour, String how) {
        var name = text(event, "name"); // shop/production#42
        var path = "/apps/" + name.replace('#', '/');
        return new Happened(event.at(), icon, colour, name.replace("/", " ").replace("#", " #"), how, path);
    }

    private static Happened lock(Recorded event, String how) {
        return new Happened(event.at(), "lock", "held", text(event, "scope"), how + by(event), "/locks");
    }

    private static Happened lane(Recorded event, String icon, String colour, String how) {
        var app = event.subject().app();
        var environment = Objects.requireNonNullElse(event.subject().environment(), "");
        var name = app == null ? "" : app.name();
        var path = "/apps/%s%s".formatted(name, environment.isEmpty() ? "" : "/" + environment);
        return new Happened(event.at(), icon, colour, "%s %s".formatted(name, environment), how + by(event), path);
    }

    private static String by(Recorded event) {
        var by = event.by();
        return by == null ? "" : " by " + by.name();
    }

    private static String text(Recorded event, String field) {
        @Nullable Object value = event.data().get(field);
        return value == null ? "" : value.toString();
    }
}
