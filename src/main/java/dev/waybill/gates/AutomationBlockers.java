package dev.waybill.gates;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.wire.Times;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Blockers of automatic deploys alone: what people request is not held by them. */
public final class AutomationBlockers {
    private AutomationBlockers() {}

    /** A blocker of automatic deploys. */
    public sealed interface AutomationBlocker extends Blocker
            permits AutoOff, AutoPaused, MinInterval, Drifted, PlanBlocker {}

    /** Why automation requests nothing. Holds no deploy that was requested. */
    public sealed interface PlanBlocker extends AutomationBlocker permits NoMatchingPaths, SkipMarker, NothingNew {}

    /**
     * Automatic deploys are switched off.
     *
     * @param place such as {@code production of shop}
     * @param by who has switched them off; null if the configuration has none any more
     * @param reason why; null if none was given
     * @param since null if the configuration has none any more
     */
    public record AutoOff(
            String place,
            @Nullable String by,
            @Nullable String reason,
            @Nullable Instant since) implements AutomationBlocker {
        @Override
        public String code() {
            return "AUTO_OFF";
        }

        @Override
        public String message() {
            return by == null || since == null
                    ? "%s is not deployed automatically any more: its configuration has no \"auto\"".formatted(place)
                    : "automatic deploys to %s were switched off by %s at %s%s; switch them on again (\"mode\": \"on\")"
                            .formatted(place, by, Times.minute(since), quoted(reason));
        }

        @Override
        public List<String> clearableBy() {
            return by == null ? List.of() : WHO_DEPLOYS;
        }
    }

    /**
     * Automatic deploys wait for a person.
     *
     * @param place such as {@code production of shop}
     * @param why such as {@code shop/production#12 failed}, or who has paused them
     */
    public record AutoPaused(String place, String why, Instant since) implements AutomationBlocker {
        @Override
        public String code() {
            return "AUTO_PAUSED";
        }

        @Override
        public String message() {
            return "automatic deploys to %s are paused since %s: %s; when that is settled, resume them (\"mode\": \"on\")"
                    .formatted(place, Times.minute(since), why);
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }

    /** The last automatic deploy has started too recently. */
    public record MinInterval(String place, Duration interval, Instant until) implements AutomationBlocker {
        @Override
        public String code() {
            return "MIN_INTERVAL";
        }

        @Override
        public String message() {
            return "%s is deployed automatically once in %s at most (min_interval); the next one can start at %s"
                    .formatted(place, Durations.text(interval), Words.second(until));
        }
    }

    /** Somebody has deployed or rolled back elsewhere. */
    public record Drifted(String place, Facts.Drift drift) implements AutomationBlocker {
        @Override
        public String code() {
            return "DRIFT";
        }

        @Override
        public String message() {
            return "%s has %s live (%s, seen at %s), which %s did not deploy; deploy there, or acknowledge it (\"waybill auto acknowledge\")"
                    .formatted(place, drift.sha(), drift.release(), Times.minute(drift.since()), drift.deploy());
        }

        @Override
        public Instant since() {
            return drift.since();
        }

        @Override
        public List<String> clearableBy() {
            return WHO_DEPLOYS;
        }
    }

    /**
     * No file that has changed belongs to the app.
     *
     * @param sha what would be deployed
     * @param live what is live
     */
    public record NoMatchingPaths(String sha, String live, List<String> paths) implements PlanBlocker {
        public NoMatchingPaths {
            paths = List.copyOf(paths);
        }

        @Override
        public String code() {
            return "NO_MATCHING_PATHS";
        }

        @Override
        public String message() {
            return "no file that changed between %s, which is live, and %s matches the app's paths (%s)"
                    .formatted(Words.abbreviated(live), Words.abbreviated(sha), String.join(", ", paths));
        }
    }

    /** The message of the commit asks not to deploy it. */
    public record SkipMarker(String sha, String marker) implements PlanBlocker {
        @Override
        public String code() {
            return "SKIP_MARKER";
        }

        @Override
        public String message() {
            return "the message of %s contains %s; the next commit without it is deployed, and brings this one along"
                    .formatted(Words.abbreviated(sha), marker);
        }
    }

    /**
     * There is nothing that automation has not dealt with.
     *
     * @param why a sentence, such as {@code 1234567 of main is live}
     */
    public record NothingNew(String why) implements PlanBlocker {
        @Override
        public String code() {
            return "NOTHING_NEW";
        }

        @Override
        public String message() {
            return why;
        }
    }

    private static String quoted(@Nullable String reason) {
        return reason == null ? "" : ": \"%s\"".formatted(reason);
    }
}
