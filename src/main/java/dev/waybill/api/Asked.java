package dev.waybill.api;

import dev.waybill.deploys.DeployRequest;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Preview;
import dev.waybill.http.Answers;
import dev.waybill.http.Problems;
import dev.waybill.wire.PreviewJson;
import io.javalin.http.Context;

/** Answers those who ask for a deploy, by whatever route: with the deploy, or with what it would be. */
final class Asked {
    private final Deploys deploys;
    private final DeployJsons jsons;

    Asked(Deploys deploys, DeployJsons jsons) {
        this.deploys = deploys;
        this.jsons = jsons;
    }

    void answer(Context ctx, DeployRequest request) throws InterruptedException {
        if (Queries.flag(ctx, "dry_run")) {
            Answers.json(ctx, 200, json(deploys.preview(request)));
        } else {
            Answers.written(ctx, 201, jsons.of(deploys.request(request)));
        }
    }

    private static PreviewJson json(Preview preview) {
        return new PreviewJson(
                preview.app(),
                preview.lane().environment(),
                preview.ref(),
                preview.sha() == null ? null : preview.sha().hex(),
                ReleaseJsons.releaseOrNull(preview.live()),
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
