package dev.waybill.web.deploys;

import dev.waybill.deploys.Deploy;
import dev.waybill.web.deploys.actions.Situation;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import io.javalin.config.RoutesConfig;
import java.util.ArrayList;
import java.util.List;

/** The tab with the commands that do from elsewhere what the page does. */
public final class ApiPages implements PageGroup {
    private final Tops tops;
    private final String url;

    /** @param url the server's public URL */
    public ApiPages(Tops tops, String url) {
        this.tops = tops;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, DeployPaths.PATTERN + Tab.API.path(), this::show);
    }

    private Page show(Visit visit) {
        var top = tops.of(visit, Tab.API);
        return Page.of(top.heading("/"), "deploy/api.jte", new ApiPage(top, reading(top), acting(top)));
    }

    private List<Ways> reading(Top top) {
        var it = new Lines(top.deploy(), url);
        return List.of(
                it.get("Show it", "status " + it.name(), "/"),
                it.get("Wait for its end, up to 60 s at a time", "tail -f " + it.name(), "/?wait=60"),
                it.get("Its log as text", "tail " + it.name(), "/log/raw/"),
                it.get("Its artifacts", "artifacts " + it.name(), "/artifacts/"),
                it.get("A script that does by hand what it does", "workspace script " + it.name(), "/script/"));
    }

    private static String place(Deploy deploy) {
        return "%s in %s".formatted(deploy.appName(), deploy.environment());
    }

    private List<Ways> acting(Top top) {
        var deploy = top.deploy();
        var it = new Lines(deploy, url);
        var ways = new ArrayList<Ways>();
        if (top.finished() == null) {
            ways.add(it.put("Cancel it", "cancel " + it.name(), "{\"status\": \"cancelled\"}"));
        }
        if (top.row().isRunning()) {
            ways.add(it.post("Kill it", "kill " + it.name(), "/kill/", ""));
        }
        if (top.finished() != null) {
            ways.add(it.post("Retry it", "retry " + it.name(), "/retry/", ""));
            ways.add(it.post(
                    "Retry it on failed hosts",
                    "retry " + it.name() + " --failed-hosts",
                    "/retry/",
                    "{\"failed_hosts\": true}"));
            ways.add(it.post(
                    "Judge it",
                    "judge %s faulty --because TEXT".formatted(it.name()),
                    "/judge/",
                    "{\"verdict\": \"faulty\", \"reason\": \"TEXT\"}"));
        }
        ways.add(it.environment(
                "Roll back its environment",
                "rollback %s --because TEXT".formatted(place(deploy)),
                "rollback",
                "{\"reason\": \"TEXT\"}"));
        if (top.now().isLive()) {
            ways.add(it.environment(
                    "Promote %s".formatted(Situation.version(deploy)),
                    "promote %s %s to ENVIRONMENT".formatted(deploy.appName(), deploy.environment()),
                    "promote",
                    "{\"to\": \"ENVIRONMENT\"}"));
        }
        return List.copyOf(ways);
    }

    /** @param acting what its state allows */
    public record ApiPage(Top top, List<Ways> reading, List<Ways> acting) {}

    /** How to do something with a command line and with a request. */
    public record Ways(String title, String cli, String curl) {}

    private record Lines(Deploy deploy, String url) {
        private static final String CURL = "curl -H \"Authorization: Bearer $TOKEN\"";

        String name() {
            return deploy.name();
        }

        Ways get(String title, String cli, String path) {
            return new Ways(
                    title, "waybill " + cli, "%s \"%s%s%s\"".formatted(CURL, url, DeployPaths.api(deploy), path));
        }

        Ways put(String title, String cli, String body) {
            return sent(title, cli, "PUT", DeployPaths.api(deploy) + "/", body);
        }

        Ways post(String title, String cli, String path, String body) {
            return sent(title, cli, "POST", DeployPaths.api(deploy) + path, body);
        }

        Ways environment(String title, String cli, String action, String body) {
            var path = "/api/0/apps/%s/envs/%s/%s/".formatted(deploy.appName(), deploy.environment(), action);
            return sent(title, cli, "POST", path, body);
        }

        private Ways sent(String title, String cli, String method, String path, String body) {
            var json = body.isEmpty() ? "" : " -H \"Content-Type: application/json\" -d '%s'".formatted(body);
            return new Ways(title, "waybill " + cli, "%s -X %s%s \"%s%s\"".formatted(CURL, method, json, url, path));
        }
    }
}
