package dev.waybill.web.deploys;

import dev.waybill.artifacts.Artifacts;
import dev.waybill.deploys.DeployStore;
import dev.waybill.http.Download;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;
import java.util.Objects;

/** The files that are kept with a deploy, to be stored by a browser. */
public final class ArtifactPages implements PageGroup {
    private final DeployStore deploys;
    private final Artifacts artifacts;

    public ArtifactPages(DeployStore deploys, Artifacts artifacts) {
        this.deploys = deploys;
        this.artifacts = artifacts;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.read(routes, DeployPaths.PATTERN + "/artifacts", (ctx, caller) -> {
            var deploy = DeployPaths.find(deploys, ctx.pathParamMap(), caller);
            var name = Objects.requireNonNullElse(ctx.queryParam("name"), "");
            var artifact = artifacts.require(deploy, name);
            Download.begin(ctx, name, artifact.bytes());
            artifacts.copy(deploy.id(), artifact, ctx.res().getOutputStream());
        });
    }
}
