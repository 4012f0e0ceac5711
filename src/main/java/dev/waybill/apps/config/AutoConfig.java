package dev.waybill.apps.config;

import dev.waybill.apps.config.text.Cron;
import dev.waybill.apps.config.text.Durations;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an environment deploys automatically, and when.
 *
 * @param ref the ref to deploy on a push or by schedule; null for the environment's default ref
 * @param of the environment whose successful deploys are deployed here, too; null except for {@link On#SUCCESS}
 * @param soak for how many seconds a version must have been live there; null for no time
 * @param tags a glob of tags; null except for {@link On#TAG}
 * @param cron a cron expression; null except for {@link On#SCHEDULE}
 * @param zone the IANA time zone of the schedule; null for UTC
 */
public record AutoConfig(
        On on,
        @Nullable String ref,
        @Nullable String of,
        @Nullable Double soak,
        @Nullable String tags,
        @Nullable String cron,
        @Nullable String zone,
        Limits limits) {
    /** What makes automation deploy. */
    public enum On {
        /** The ref names another commit. */
        PUSH,
        /** A deploy to another environment succeeded. */
        SUCCESS,
        /** There is a newer version among the tags. */
        TAG,
        /** The time of a schedule has come. */
        SCHEDULE;

        /** The word in configurations. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What narrows automatic deploys.
     *
     * @param paths globs, at least one of which a changed file must match; empty for those of the app
     * @param maxCommits how many commits one deploy may bring; null for any number
     * @param minInterval seconds from the start of one automatic deploy to the start of the next; null for none
     * @param maxWait seconds after which a waiting automatic deploy is not replaced by a newer one any more; null for never
     * @param isGreen whether the environment must have checks, which a deploy waits for
     */
    public record Limits(
            List<String> paths,
            @Nullable Integer maxCommits,
            @Nullable Double minInterval,
            @Nullable Double maxWait,
            boolean isGreen) {
        public Limits {
            paths = List.copyOf(paths);
        }
    }

    /** Whether it waits for changes of the repository. */
    public boolean isPrompt() {
        return on == On.PUSH || on == On.TAG;
    }

    /** Zero for none. */
    public Duration soakTime() {
        return seconds(soak).orElse(Duration.ZERO);
    }

    /** The pause between the starts of two automatic deploys; empty for none. */
    public Optional<Duration> interval() {
        return seconds(limits.minInterval());
    }

    /** How long an automatic deploy can be replaced while it waits; empty for ever. */
    public Optional<Duration> patience() {
        return seconds(limits.maxWait());
    }

    /** Empty except for {@link On#SCHEDULE}. */
    public Optional<Cron> schedule() {
        return cron == null ? Optional.empty() : Optional.of(Cron.parse(cron, zone == null ? "UTC" : zone));
    }

    private static Optional<Duration> seconds(@Nullable Double seconds) {
        return Optional.ofNullable(seconds).map(it -> Duration.ofMillis(Math.round(it * 1000)));
    }

    /** What it waits for, for people, such as {@code on success of staging, after 30m there}. */
    public String summary(String defaultRef) {
        return switch (on) {
            case PUSH -> "on push to " + (ref == null ? defaultRef : ref);
            case SUCCESS ->
                "on success of %s%s"
                        .formatted(of, soak == null ? "" : ", after %s there".formatted(Durations.text(soakTime())));
            case TAG -> "on new tags %s".formatted(tags);
            case SCHEDULE ->
                "by the schedule \"%s\" (%s) from %s"
                        .formatted(cron, zone == null ? "UTC" : zone, ref == null ? defaultRef : ref);
        };
    }
}
