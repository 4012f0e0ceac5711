package dev.waybill.apps.config;

import dev.waybill.apps.config.AutoConfig.On;
import dev.waybill.apps.config.text.Cron;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.apps.config.text.Likeness;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.globs.Glob;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads what an environment deploys automatically. */
final class AutoReader {
    private static final String KEY = "auto";
    private static final String EXPECTED = "an object such as {\"on\": \"push\"}";

    /** The keys that belong to one trigger alone, and those of two. */
    private static final Map<String, List<On>> OWN = Map.of(
            "ref", List.of(On.PUSH, On.SCHEDULE),
            "of", List.of(On.SUCCESS),
            "soak", List.of(On.SUCCESS),
            "tags", List.of(On.TAG),
            "cron", List.of(On.SCHEDULE),
            "zone", List.of(On.SCHEDULE));

    private final Section auto;

    private AutoReader(Section auto) {
        this.auto = auto;
    }

    /** Null if nothing is deployed automatically. */
    static @Nullable AutoConfig read(Section environment) {
        var auto = environment.section(KEY, EXPECTED);
        if (auto == null) {
            return null;
        }
        try (auto) {
            return new AutoReader(auto).read();
        }
    }

    private @Nullable AutoConfig read() {
        var on = on();
        var config = new AutoConfig(
                on == null ? On.PUSH : on,
                ref(),
                auto.text("of", "the name of an environment"),
                seconds("soak"),
                tags(),
                auto.text("cron", "a cron expression such as \"0 9 * * MON-FRI\""),
                auto.text("zone", "an IANA time zone such as Europe/Berlin"),
                limits());
        if (on == null) {
            return null;
        }
        OWN.forEach((key, owners) -> {
            if (auto.has(key) && !owners.contains(on)) {
                auto.mistake(
                        key,
                        "belongs to \"on\": \"%s\"; remove it"
                                .formatted(owners.getFirst().word()));
            }
        });
        require(on);
        checkSchedule(config);
        return config;
    }

    private @Nullable On on() {
        var word = auto.required("on", "\"push\", \"success\", \"tag\" or \"schedule\"");
        var known = new TreeSet<>(Arrays.stream(On.values()).map(On::word).toList());
        if (known.contains(word)) {
            return Arrays.stream(On.values())
                    .filter(it -> it.word().equals(word))
                    .findFirst()
                    .orElseThrow();
        }
        if (!word.isEmpty()) {
            auto.mistake(
                    "on",
                    "\"%s\" starts no deploy; %s"
                            .formatted(word, Likeness.suggestion(word, known, "did you mean %s?", "use one of %s")));
        }
        return null;
    }

    private void require(On on) {
        switch (on) {
            case SUCCESS -> auto.required("of", "the environment whose deploys are deployed here, too");
            case TAG -> auto.required("tags", "a pattern such as \"v*\"");
            case SCHEDULE -> auto.required("cron", "an expression such as \"0 9 * * MON-FRI\"");
            case PUSH -> {}
        }
    }

    private @Nullable String ref() {
        var ref = auto.text("ref", "a ref");
        if (ref != null) {
            Ref.objection(ref).ifPresent(why -> auto.mistake("ref", why));
        }
        return ref;
    }

    private @Nullable String tags() {
        var tags = auto.text("tags", "a pattern such as \"v*\"");
        if (tags != null) {
            Glob.objection(tags).ifPresent(why -> auto.mistake("tags", "\"%s\" %s".formatted(tags, why)));
        }
        return tags;
    }

    private AutoConfig.Limits limits() {
        var most = auto.positive("max_commits", "commits");
        if (most instanceof Double) {
            auto.mistake("max_commits", "must be a whole number of commits");
        }
        var checks = auto.text("checks", "green");
        if (checks != null && !checks.equals("green")) {
            auto.mistake("checks", "must be green; without it, deploys wait for the checks that the app has");
        }
        return new AutoConfig.Limits(
                ChangeReader.globs(auto, "paths"),
                most == null ? null : most.intValue(),
                seconds("min_interval"),
                seconds("max_wait"),
                checks != null);
    }

    private @Nullable Double seconds(String key) {
        if (Section.number(auto.value(key)) != null) {
            var seconds = auto.positive(key, "seconds");
            return seconds == null ? null : seconds.doubleValue();
        }
        var text = auto.text(key, "a duration such as 30m");
        var duration = text == null ? Optional.<Duration>empty() : Durations.parse(text);
        if (text != null && duration.isEmpty()) {
            auto.mistake(key, Durations.RULE);
        }
        return duration.map(it -> it.toMillis() / 1000.0).orElse(null);
    }

    private void checkSchedule(AutoConfig config) {
        if (config.cron() != null) {
            Cron.objection(config.cron()).ifPresent(why -> auto.mistake("cron", why));
        }
        if (config.zone() != null) {
            Cron.objectionToZone(config.zone()).ifPresent(why -> auto.mistake("zone", why));
        }
    }

    /** Adds the mistakes that show only when all environments were read. */
    static void review(Section app, Map<String, AppConfig.EnvironmentConfig> environments, boolean hasChecks) {
        environments.forEach((name, environment) -> {
            var auto = environment.auto();
            var path = "environments.%s.auto".formatted(name);
            if (auto != null && auto.of() != null) {
                objectionToSource(name, auto.of(), environments).ifPresent(why -> app.mistake(path + ".of", why));
            }
            if (auto != null) {
                objectionToRef(environment, auto).ifPresent(why -> app.mistake(path, why));
            }
            if (auto != null && auto.limits().isGreen() && !hasChecks) {
                app.mistake(
                        path + ".checks", "is green, but the app has no checks; add some to \"checks\", or remove it");
            }
        });
    }

    private static Optional<String> objectionToRef(AppConfig.EnvironmentConfig environment, AutoConfig auto) {
        var ref = auto.ref() == null ? environment.defaultRef() : auto.ref();
        return (auto.on() == On.PUSH || auto.on() == On.SCHEDULE)
                        && ref != null
                        && Ref.objection(ref).isEmpty()
                        && (Sha.isFull(ref) || !Ref.asked(ref).base().equals(ref))
                ? Optional.of("follows \"%s\", which is a commit; name a branch or a tag (ref)".formatted(ref))
                : Optional.empty();
    }

    private static Optional<String> objectionToSource(
            String name, String of, Map<String, AppConfig.EnvironmentConfig> environments) {
        if (!environments.containsKey(of)) {
            return Optional.of("the app has no environment \"%s\"; %s"
                    .formatted(
                            of,
                            Likeness.suggestion(
                                    of, new TreeSet<>(environments.keySet()), "did you mean %s?", "it has %s")));
        }
        var way = new LinkedHashMap<String, Boolean>();
        way.put(name, true);
        for (var next = of; next != null; next = source(environments, next)) {
            if (way.put(next, true) != null) {
                return next.equals(name)
                        ? Optional.of("makes a circle: %s follows %s; let one of them follow something else"
                                .formatted(String.join(" follows ", way.keySet()), next))
                        : Optional.empty(); // the circle is of others, which say so
            }
        }
        return Optional.empty();
    }

    private static @Nullable String source(Map<String, AppConfig.EnvironmentConfig> environments, String name) {
        var environment = environments.get(name);
        return environment == null || environment.auto() == null
                ? null
                : environment.auto().of();
    }
}
