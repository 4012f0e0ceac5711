package dev.waybill.api.deploys;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.Queries;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.artifacts.Artifact;
import dev.waybill.artifacts.Artifacts;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Invalid;
import dev.waybill.http.Answers;
import dev.waybill.http.Download;
import dev.waybill.wire.ArtifactJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The files that are kept with a deploy. Their names are in the query, because proxies change paths. */
public final class ArtifactRoutes implements RouteGroup {
    private final Artifacts artifacts;
    private final String url;

    /** @param url the server's public URL */
    public ArtifactRoutes(Artifacts artifacts, String url) {
        this.artifacts = artifacts;
        this.url = url;
    }

    @Override
    public String noun() {
        return "artifacts";
    }

    @Override
    public void rows(Routes routes) {
        routes.deploy("GET", "/artifacts", Right.READ, this::list)
                .deploy("GET", "/artifacts/raw?name", Right.READ, this::raw);
    }

    void list(Context ctx, Caller caller, Deploy deploy) {
        var all = artifacts.list(deploy.id());
        Answers.json(ctx, 200, all.stream().map(it -> json(deploy, it)).toList());
    }

    void raw(Context ctx, Caller caller, Deploy deploy) throws IOException {
        var name = Queries.text(ctx, "name");
        if (name == null) {
            throw Invalid.fields(Map.of("name", "is missing; it is the name of an artifact, as the list shows it"));
        }
        var artifact = artifacts.require(deploy, name);
        Download.begin(ctx, name, artifact.bytes());
        artifacts.copy(deploy.id(), artifact, ctx.res().getOutputStream());
    }

    private ArtifactJson json(Deploy deploy, Artifact artifact) {
        var name = URLEncoder.encode(artifact.name(), StandardCharsets.UTF_8);
        var link = "%s/api/0/deploys/%s/artifacts/raw?name=%s".formatted(url, deploy.id(), name);
        return new ArtifactJson(artifact.name(), artifact.bytes(), artifact.sha256(), link);
    }
}
