package dev.waybill.api.deploys;

import dev.waybill.api.routes.Queries;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.Refused;
import dev.waybill.errors.Unavailable;
import dev.waybill.http.Answers;
import dev.waybill.http.Problems;
import dev.waybill.lookups.Comparisons;
import dev.waybill.lookups.Tracing;
import dev.waybill.requests.DeployRequest;
import dev.waybill.requests.DryRuns;
import dev.waybill.requests.Intake;
import dev.waybill.requests.Preview;
import dev.waybill.requests.Requests;
import dev.waybill.requests.Target;
import dev.waybill.wire.ChangesJson;
import dev.waybill.wire.PreviewJson;
import io.javalin.http.Context;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Answers requests for deploys: with the deploy, or with the preview of a dry run. */
public final class DeployAnswers {
    private static final int MOST_COMMITS = 50;

    private final Apps apps;
    private final Requests requests;
    private final DryRuns dryRuns;
    private final Comparisons comparisons;
    private final Tracing tracing;
    private final DeployJsons jsons;

    public DeployAnswers(
            Apps apps,
            Requests requests,
            DryRuns dryRuns,
            Comparisons comparisons,
            Tracing tracing,
            DeployJsons jsons) {
        this.apps = apps;
        this.requests = requests;
        this.dryRuns = dryRuns;
        this.comparisons = comparisons;
        this.tracing = tracing;
        this.jsons = jsons;
    }

    public void answer(Context ctx, DeployRequest request) throws InterruptedException {
        try {
            if (Queries.isRehearsal(ctx)) {
                preview(ctx, dryRuns.preview(request));
            } else {
                Answers.written(ctx, 201, jsons.of(requests.request(request)));
            }
        } catch (Refused refused) {
            throw refused.name().equals("changed_since_seen") ? withDifference(refused, request) : refused;
        }
    }

    /** Answers a dry run. */
    void preview(Context ctx, Preview preview) throws InterruptedException {
        Answers.json(ctx, 200, json(preview));
    }

    /** A refusal because of a change comes with the present difference. */
    private Refused withDifference(Refused refused, DeployRequest request) throws InterruptedException {
        var app = apps.app(request.app());
        var lane = new Lane(app.id(), Intake.environment(request, app));
        var ref = request.target() instanceof Target.OfRef wish ? wish.sha() == null ? wish.ref() : wish.sha() : null;
        var changes = changes(request.app(), lane, ref);
        return changes == null ? refused : refused.with(Map.of("changes", changes));
    }

    private @Nullable ChangesJson changes(String name, Lane lane, @Nullable String ref) throws InterruptedException {
        try {
            var app = apps.app(name);
            return ChangeJsons.of(tracing.of(app, comparisons.withLive(app, lane, ref, MOST_COMMITS)));
        } catch (Unavailable | Invalid e) { // the repository does not respond, or does not have the commit
            return null;
        }
    }

    private PreviewJson json(Preview preview) throws InterruptedException {
        var sha = preview.sha() == null ? null : preview.sha().hex();
        return new PreviewJson(
                preview.app(),
                preview.lane().environment(),
                preview.ref(),
                sha,
                ReleaseJsons.releaseOrNull(preview.live()),
                sha == null ? null : changes(preview.app(), preview.lane(), sha),
                preview.position(),
                Problems.blockers(preview.blockers()),
                preview.warnings(),
                preview.commands(),
                preview.variables(),
                DeployJsons.secondsOrNull(preview.usual()),
                preview.appVersion(),
                preview.newestAppVersion(),
                preview.cancels() == null ? null : preview.cancels().name());
    }
}
