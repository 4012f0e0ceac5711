package dev.waybill.cli.words;

import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import tools.jackson.databind.JsonNode;

/** The state of an environment, in words. */
public final class EnvironmentWords {
    private EnvironmentWords() {}

    public static String of(JsonNode environment) {
        var facts = new Table().row("live", release(environment.path("live")));
        if (environment.path("sighting").isObject()) {
            facts.row("seen", sighting(environment.path("sighting")));
        }
        if (environment.path("previous").isObject()) {
            facts.row("before", release(environment.path("previous")));
        }
        if (environment.path("watch").isObject()) {
            facts.row("ref", watch(environment));
        }
        environment.path("checks").forEach(check -> facts.row("check", check(check)));
        environment.path("quarantined").forEach(bad -> facts.row("quarantined", quarantined(bad)));
        return facts.toString();
    }

    /** What is live by the word of the system to which it is deployed. */
    private static String sighting(JsonNode sighting) {
        if (sighting.path("message").isString()) {
            return "unknown: " + Clean.cell(sighting.path("message"));
        }
        if (!sighting.path("release").isString()) {
            return "nothing is live there";
        }
        var drift = sighting.path("drift");
        var differs = !drift.isObject()
                ? ""
                : drift.path("acknowledgedBy").isString()
                        ? "; not what %s deployed, as %s knows"
                                .formatted(Clean.cell(drift.path("deploy")), Clean.cell(drift.path("acknowledgedBy")))
                        : "; not what %s deployed".formatted(Clean.cell(drift.path("deploy")));
        var commit = sighting.path("sha").isString() ? DeployWords.sha(sighting) : "an unknown commit";
        return "%s (%s)%s".formatted(commit, Clean.cell(sighting.path("release")), differs);
    }

    /** Such as {@code main (7f2d6c1b0a), seen 12 s ago, next look in 18 s}. */
    private static String watch(JsonNode environment) {
        var watch = environment.path("watch");
        return "%s%s, %s"
                .formatted(
                        Clean.cell(environment.path("defaultRef")),
                        watch.path("sha").isString() ? " (%s)".formatted(DeployWords.sha(watch)) : "",
                        Clean.cell(watch.path("summary")));
    }

    private static String check(JsonNode check) {
        return "%s %s since %s"
                .formatted(
                        Clean.cell(check.path("name")),
                        Clean.cell(check.path("state")),
                        Moments.local(check.path("since")));
    }

    /** A version that went live. */
    static String release(JsonNode release) {
        return release.isObject()
                ? "%s%s since %s by %s"
                        .formatted(
                                DeployWords.sha(release),
                                DeployWords.isOfSha(release) ? "" : " (%s)".formatted(Clean.cell(release.path("ref"))),
                                Moments.local(release.path("since")),
                                Clean.cell(release.path("deploy")))
                : "nothing";
    }

    private static String quarantined(JsonNode bad) {
        var judgement = bad.path("judgement");
        return "%s since %s by %s: %s"
                .formatted(
                        DeployWords.sha(bad),
                        Moments.local(judgement.path("date")),
                        Clean.cell(judgement.path("by")),
                        Clean.cell(judgement.path("reason")));
    }
}
