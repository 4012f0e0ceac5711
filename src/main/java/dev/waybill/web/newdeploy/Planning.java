package dev.waybill.web.newdeploy;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Door;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.ServiceException;
import dev.waybill.errors.Unavailable;
import dev.waybill.lookups.Comparison;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Tracing;
import dev.waybill.repositories.RefLookup;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.DryRuns;
import dev.waybill.requests.Expected;
import dev.waybill.requests.Explanation;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import dev.waybill.web.apps.Reads;
import dev.waybill.web.frame.PageSentences;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Finds out what a deploy would do, by the same lookups and gates that do it. */
public final class Planning {
    /** As many commits and files are listed. */
    private static final int MOST = 100;

    private final Reads reads;
    private final Comparisons comparisons;
    private final Tracing tracing;
    private final DryRuns dryRuns;

    public Planning(Reads reads, Comparisons comparisons, Tracing tracing, DryRuns dryRuns) {
        this.reads = reads;
        this.comparisons = comparisons;
        this.tracing = tracing;
        this.dryRuns = dryRuns;
    }

    Reads reads() {
        return reads;
    }

    /**
     * The page for what somebody has typed. Asks the repository if they have named a ref.
     *
     * @param told what is wrong with it, in all
     * @param mistakes what is wrong with its parameters, by path
     */
    NewDeploy of(App app, Lane lane, Draft wanted, Caller caller, String told, Map<String, String> mistakes)
            throws InterruptedException {
        var draft = wanted.from() == null ? wanted : wanted.promoting(live(app, lane, wanted.from(), caller));
        var found = found(app, lane, draft, caller);
        var place = app.place(lane.environment());
        var refs = reads.mirrored().refs(app);
        var preset = draft.isDeploy() ? RefLookup.defaultRef(app, lane.environment()) : ":current";
        return new NewDeploy(
                app,
                reads.environments().state(lane),
                lane.environment(),
                reads.environments(app, caller),
                draft,
                reads.mirrored().displayed(app, Objects.requireNonNullElse(draft.ref(), preset)),
                refs,
                found.outgoing(),
                found.explanation(),
                new NewDeploy.Rights(
                        caller.may(Right.DEPLOY, place) ? "" : caller.lack(Right.DEPLOY, place),
                        caller.may(Right.FORCE, place)),
                new NewDeploy.Told(found.problem(), told),
                ParameterField.all(app.config(), draft, mistakes),
                UUID.randomUUID().toString());
    }

    /** What is live in an environment from which another one is promoted; null if that is not possible. */
    private @Nullable Sha live(App app, Lane to, String from, Caller caller) {
        return from.equals(to.environment()) || !caller.may(Right.READ, app.place(from))
                ? null
                : reads.db()
                        .read(handle -> ReleaseStore.live(handle, new Lane(app.id(), from)))
                        .map(Deploy::sha)
                        .orElse(null);
    }

    /** @param problem why nothing was found; empty if something was */
    private record Found(
            @Nullable Outgoing outgoing, @Nullable Explanation explanation, String problem) {}

    private Found found(App app, Lane lane, Draft draft, Caller caller) throws InterruptedException {
        try {
            if (!draft.isDeploy()) {
                return new Found(null, explanation(app, lane, draft, null, caller), "");
            }
            var comparison = comparison(app, lane, draft);
            return new Found(
                    outgoing(app, lane, comparison),
                    explanation(app, lane, draft, comparison.to().sha(), caller),
                    "");
        } catch (Invalid | Unavailable e) {
            return new Found(null, null, sentence(e));
        }
    }

    private static String sentence(ServiceException e) {
        return PageSentences.told(e.sentence()).replaceFirst("^Invalid ref: ", "");
    }

    /** Without a ref in the request, what is known already is quicker than the repository. */
    private Comparison comparison(App app, Lane lane, Draft draft) throws InterruptedException {
        var known = draft.ref() == null ? reads.newest(app, lane.environment()) : Optional.<Sha>empty();
        return comparisons.withLive(app, lane, known.map(Sha::hex).orElse(draft.ref()), MOST);
    }

    private Outgoing outgoing(App app, Lane lane, Comparison comparison) throws InterruptedException {
        var ref = reads.mirrored().displayed(app, RefLookup.defaultRef(app, lane.environment()));
        var shas =
                comparison.changes().commits().first().stream().map(Commit::sha).toList();
        return new Outgoing(
                tracing.of(app, comparison),
                reads.checks().known(app, lane, ref, shas),
                reads.rows().now());
    }

    private Explanation explanation(App app, Lane lane, Draft draft, @Nullable Sha sha, Caller caller)
            throws InterruptedException {
        return dryRuns.explain(new DeployRequest(
                app.name(),
                lane.environment(),
                draft.target(sha == null ? null : sha.hex()),
                caller,
                null,
                Map.of(),
                false,
                draft.reasonOrNull(),
                false,
                false,
                Door.API,
                Expected.ANYTHING,
                null));
    }
}
