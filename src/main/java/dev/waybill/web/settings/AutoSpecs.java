package dev.waybill.web.settings;

import dev.waybill.web.settings.Spec.Input;
import java.util.List;
import java.util.stream.Stream;

/** The fields of the automatic deploys of an environment. */
final class AutoSpecs {
    /** Without it, nothing is deployed automatically. */
    static final String ON = "on";

    private AutoSpecs() {}

    static List<Spec> of(String environment) {
        return Stream.of(
                        Spec.choice("Deploy by itself on", "", List.of("", "push", "success", "tag", "schedule"), ON),
                        Spec.of(Input.TEXT, "Branch", "For push and schedule; the usual one if empty", "ref"),
                        Spec.of(Input.TEXT, "After a success of", "The environment that runs it first", "of"),
                        Spec.of(Input.NUMBER, "Soak there", "Such as 30m", "soak"),
                        Spec.of(Input.TEXT, "Tags", "A pattern such as v*", "tags"),
                        Spec.of(Input.TEXT, "Schedule", "Such as 0 9 * * MON-FRI", "cron"),
                        Spec.of(Input.TEXT, "Time zone", "Such as Europe/Berlin; empty for UTC", "zone"),
                        Spec.of(Input.NUMBER, "At most one every", "Such as 10m", "min_interval"),
                        Spec.of(Input.NUMBER, "At most so many commits", "", "max_commits"),
                        Spec.of(
                                Input.NUMBER,
                                "Replace for at most",
                                "Then a newer commit waits behind this one",
                                "max_wait"),
                        Spec.choice("Checks", "Green: only with checks that passed", List.of("", "green"), "checks"),
                        Spec.of(Input.LINES, "Paths", "Only changes of these files count, one pattern a line", "paths"))
                .map(spec -> new Spec(
                        List.of("environments", environment, "auto", spec.path().getFirst()),
                        spec.label(),
                        spec.hint(),
                        spec.input(),
                        spec.choices()))
                .toList();
    }
}
