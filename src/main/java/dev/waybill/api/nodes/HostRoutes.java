package dev.waybill.api.nodes;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.errors.Invalid;
import dev.waybill.hosts.Hosts;
import dev.waybill.hosts.TrustedHost;
import dev.waybill.http.Answers;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.wire.HostJson;
import dev.waybill.wire.Times;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.Map;

/** {@code /hosts/}: the trusted SSH hosts of repositories. */
public final class HostRoutes implements RouteGroup {
    private final Hosts hosts;

    public HostRoutes(Hosts hosts) {
        this.hosts = hosts;
    }

    @Override
    public String noun() {
        return "hosts";
    }

    @Override
    public void rows(Routes routes) {
        routes.everywhere("GET", "/hosts", Right.READ, this::list)
                .everywhere("POST", "/hosts", Right.ADMIN, this::trust)
                .everywhere("DELETE", "/hosts/{host}", Right.ADMIN, this::forget);
    }

    void list(Context ctx, Caller caller) {
        Answers.json(ctx, 200, hosts.all().stream().map(HostRoutes::json).toList());
    }

    /** With a fingerprint, trusts the host; without one, only shows its key. */
    void trust(Context ctx, Caller caller) throws IOException, InterruptedException {
        var input = Input.of(ctx);
        var text = input.required("url");
        var fingerprint = input.textOrNull("fingerprint");
        input.check();
        RepositoryUrl.objection(text).ifPresent(why -> {
            throw Invalid.fields(Map.of("url", why));
        });
        var url = new RepositoryUrl(text);
        if (fingerprint == null) {
            Answers.json(ctx, 200, look(url));
        } else {
            Answers.json(ctx, 201, json(hosts.trust(url, fingerprint, caller.user())));
        }
    }

    private HostJson look(RepositoryUrl url) throws IOException, InterruptedException {
        var key = hosts.look(url);
        return hosts.find(url)
                .filter(trusted -> trusted.key().equals(key))
                .map(HostRoutes::json)
                .orElseGet(() ->
                        new HostJson(url.sshHost().orElseThrow(), key.type(), key.fingerprint(), false, null, null));
    }

    void forget(Context ctx, Caller caller) {
        hosts.forget(ctx.pathParam("host"), caller.user());
        Answers.json(ctx, 200, Map.of("host", ctx.pathParam("host")));
    }

    private static HostJson json(TrustedHost host) {
        return new HostJson(
                host.host(), host.key().type(), host.key().fingerprint(), true, host.by(), Times.text(host.since()));
    }
}
