package dev.waybill.web.newdeploy;

import dev.waybill.apps.App;
import dev.waybill.lookups.EnvironmentState;
import dev.waybill.requests.Explanation;
import dev.waybill.web.frame.Ages;
import dev.waybill.web.newdeploy.Outgoing.Unusual;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The page on which somebody requests a deploy, or another task of an app.
 *
 * @param environments those that the reader may read
 * @param refs branches and tags that are known
 * @param outgoing what it would bring; null if that is not known, and for another task
 * @param explanation what holds it; null if the ref does not name a commit
 * @param rights what the reader may do
 * @param told what became of the last try
 * @param key identifies repetitions of the request
 */
public record NewDeploy(
        App app,
        EnvironmentState state,
        String environment,
        List<String> environments,
        Draft draft,
        String ref,
        List<String> refs,
        @Nullable Outgoing outgoing,
        @Nullable Explanation explanation,
        Rights rights,
        Told told,
        List<ParameterField> fields,
        String key) {
    /**
     * What the reader may do there.
     *
     * @param objection why they cannot deploy; empty if they can
     */
    public record Rights(String objection, boolean mayForce) {}

    /**
     * What is wrong with a request.
     *
     * @param ref with its ref; empty for nothing
     * @param all with all of it; empty for nothing
     */
    public record Told(String ref, String all) {
        static final Told NOTHING = new Told("", "");
    }

    public String path() {
        return "/apps/%s/%s".formatted(app.name(), environment);
    }

    /** Such as {@code Deploy shop to production}. */
    public String title() {
        if (draft.isDeploy() && draft.from() != null) {
            return "Promote %s from %s to %s".formatted(app.name(), draft.from(), environment);
        }
        return draft.isDeploy()
                ? "Deploy %s to %s".formatted(app.name(), environment)
                : "Run %s of %s in %s".formatted(draft.task(), app.name(), environment);
    }

    /** What holds it. */
    public Held held() {
        return new Held(explanation == null ? List.of() : explanation.blockers(), rights.mayForce());
    }

    /** Why it cannot be requested at all; empty if it can. */
    public String objection() {
        if (!rights.objection().isEmpty()) {
            return rights.objection();
        }
        if (explanation == null) {
            return "Name a branch, a tag or a commit first";
        }
        return held().haveChecksFailed() && !held().canForce()
                ? "Its checks have failed, and you may not skip them"
                : "";
    }

    /** What the button says. */
    public String button() {
        if (!draft.isDeploy()) {
            return "%s %s in %s".formatted(held().waits() ? "Queue" : "Run", draft.task(), environment);
        }
        var what = outgoing == null || outgoing.count() == 0 || state.history().isEmpty()
                ? sha()
                : outgoing.count() == 1 ? "1 commit" : "%,d commits".formatted(outgoing.count());
        var text = held().waits()
                ? "Queue %s for %s".formatted(what, environment)
                : "%s %s to %s".formatted(draft.from() == null ? "Deploy" : "Promote", what, environment);
        return held().haveChecksFailed() ? text + ", checks failed" : text;
    }

    /** The commit in short; empty if it is not known. */
    public String sha() {
        return explanation == null || explanation.sha() == null
                ? "it"
                : explanation.sha().abbreviated();
    }

    /** What is live there as the form sends it back. */
    public String expectedLive() {
        var live = state.history().stream().findFirst().flatMap(it -> Optional.ofNullable(it.sha()));
        return live.map(it -> it.hex()).orElse("none");
    }

    public List<Unusual> unusual() {
        var warnings = explanation == null ? List.<String>of() : explanation.warnings();
        return Stream.concat(
                        outgoing == null ? Stream.of() : outgoing.unusual().stream(),
                        warnings.stream().map(it -> new Unusual("triangle-alert", "", it)))
                .toList();
    }

    public Optional<String> usual() {
        return Optional.ofNullable(state.usual()).filter(_ -> draft.isDeploy()).map(Ages::inWords);
    }

    /** A ref as part of an address. */
    public String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** The first line of the commit's message; empty if it is not known. */
    public String targetTitle() {
        return outgoing == null
                ? ""
                : outgoing.commits().stream()
                        .findFirst()
                        .filter(row -> explanation != null && row.commit().sha().equals(explanation.sha()))
                        .map(row -> row.commit().title())
                        .orElse("");
    }

    /** The command that does the same. */
    public String command() {
        if (draft.from() != null
                && draft.isDeploy()
                && !held().waits()) { // a promotion by command never waits for a lock
            return "waybill promote %s %s to %s".formatted(app.name(), draft.from(), environment);
        }
        return "waybill deploy %s%s to %s%s%s%s"
                .formatted(
                        app.name(),
                        ref.isEmpty() ? "" : ":" + ref,
                        environment,
                        draft.isDeploy() ? "" : " --task " + draft.task(),
                        held().waits() ? " --queue" : "",
                        draft.isDeploy() && !state.history().isEmpty()
                                ? " --expect-live " + expectedLive().substring(0, 7)
                                : "");
    }
}
