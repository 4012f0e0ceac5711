package dev.waybill.web.deploys;

import dev.waybill.access.Right;
import dev.waybill.apps.AppVersion;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppTree;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.Variables;
import dev.waybill.deploys.Deploy;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import dev.waybill.web.shown.Yaml;
import io.javalin.config.RoutesConfig;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tab with the configuration that a deploy uses, or used. Values of secrets are in none. */
public final class ConfigPages implements PageGroup {
    private final Tops tops;
    private final Apps apps;
    private final String url;

    /** @param url the server's public URL */
    public ConfigPages(Tops tops, Apps apps, String url) {
        this.tops = tops;
        this.apps = apps;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, DeployPaths.PATTERN + Tab.CONFIG.path(), this::show);
    }

    private Page show(Visit visit) {
        var top = tops.of(visit, Tab.CONFIG);
        var deploy = top.deploy();
        var app = apps.app(deploy.app());
        visit.caller().require(Right.READ, app.place(), () -> Apps.noSuchApp(app.name()));
        var config = apps.config(deploy.app(), deploy.appVersion());
        var page = new ConfigPage(
                top,
                apps.versions(app, deploy.appVersion() + 1L, 1).rows().stream()
                        .findFirst()
                        .orElse(null),
                yaml(config),
                new TreeMap<>(deploy.params()),
                variables(deploy, config));
        var api = "/api/0/apps/%s/history/".formatted(app.name());
        return Page.of(new Heading("Configuration of " + deploy.name(), Section.NONE, api), "deploy/config.jte", page);
    }

    private static String yaml(AppConfig config) {
        var tree = new LinkedHashMap<>(AppTree.of(config));
        tree.computeIfPresent("repository", (_, address) -> RepositoryUrl.shown(String.valueOf(address)));
        return Yaml.text(tree);
    }

    /** Without those of the server and of the provider, which are not kept. */
    private Map<String, String> variables(Deploy deploy, AppConfig config) {
        return deploy.sha() == null
                ? Map.of()
                : Variables.origins(DeployInfos.of(deploy, config, url), config, Map.of(), Map.of());
    }

    /**
     * The configuration of a deploy.
     *
     * @param version which of the app's versions; null if it is unknown
     * @param variables of its commands: where each comes from, by name
     */
    public record ConfigPage(
            Top top,
            @Nullable AppVersion version,
            String yaml,
            Map<String, Object> params,
            Map<String, String> variables) {
        /** Where a variable comes from, in words. */
        public String origin(String word) {
            return switch (word) {
                case "app" -> "variables of the app";
                case "environment" -> "variables of the environment";
                case "parameter" -> "a parameter of the request";
                case "secret" -> "a secret";
                default -> word;
            };
        }

        /** Those that people chose: without the ones that every command has. */
        public List<Map.Entry<String, String>> chosen() {
            return variables.entrySet().stream()
                    .filter(it -> !it.getValue().equals("waybill"))
                    .toList();
        }
    }
}
