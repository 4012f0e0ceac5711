package dev.waybill.web.settings;

import dev.waybill.apps.config.Plugins;
import dev.waybill.spi.Setting;
import dev.waybill.web.settings.Part.Group;
import dev.waybill.web.settings.Spec.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** The parts of the settings of an app, with a field for every value. */
final class Parts {
    private static final String ENVIRONMENTS = "environments";
    private static final String PROVIDER_CONFIG = "provider_config";
    private static final List<String> YES_NO = List.of("", "true", "false");

    private final Sheet sheet;
    private final Plugins plugins;

    private Parts(Sheet sheet, Plugins plugins) {
        this.sheet = sheet;
        this.plugins = plugins;
    }

    /** For the provider and the environments of a configuration. */
    static List<Part> of(Sheet sheet, Plugins plugins) {
        var parts = new Parts(sheet, plugins);
        return List.of(
                parts.general(),
                parts.commands(),
                parts.environments(),
                parts.automatic(),
                parts.checks(),
                parts.variables(),
                parts.secrets(),
                Part.of(
                        "parameters",
                        "Parameters",
                        "What a request can give, such as a flag for the migration. A command gets them as {name}.",
                        List.of(Spec.of(Input.TREE, "Parameters", "name: {type: text, default: x}", "parameters"))),
                parts.notifications());
    }

    /** All fields of a configuration. */
    static Stream<Spec> specs(Sheet sheet, Plugins plugins) {
        return of(sheet, plugins).stream()
                .flatMap(part -> part.groups().stream().flatMap(it -> it.specs().stream()));
    }

    /** Without the settings of its provider, also in its environments. */
    static Sheet withoutProvider(Sheet sheet) {
        var rest = sheet.with(List.of(PROVIDER_CONFIG), null);
        for (var name : names(sheet)) {
            var path = List.of(ENVIRONMENTS, name, PROVIDER_CONFIG);
            rest = sheet.at(path) == null ? rest : rest.with(path, null);
        }
        return rest;
    }

    private Part general() {
        return Part.of(
                "general",
                "General",
                "",
                List.of(
                        Spec.of(Input.TEXT, "Name", "Renaming keeps the history", "name"),
                        Spec.of(
                                Input.TEXT,
                                "Repository",
                                "https://host/path, ssh://git@host/path, git@host:path or /path",
                                "repository"),
                        Spec.of(Input.TEXT, "Default environment", "If a request names none", "default_environment"),
                        Spec.of(
                                Input.LINES,
                                "Paths",
                                "Files of this app, one pattern a line, such as shop/**; the rest belongs to other apps of the repository",
                                "paths"),
                        Spec.choice(
                                "Submodules",
                                "Check out those of the repository",
                                List.of("", "true", "recursive", "false"),
                                "submodules"),
                        Spec.of(Input.TEXT, "Pool", "Apps of one pool share a limit of running deploys", "pool"),
                        Spec.of(
                                Input.TREE,
                                "Marks",
                                "Files that people want to know about, such as migration: db/**",
                                "mark"),
                        Spec.of(
                                Input.LINES,
                                "Labels to point out",
                                "Of commits and pull requests, one a line",
                                "change_labels")));
    }

    private Part commands() {
        var specs = new ArrayList<Spec>();
        specs.add(Spec.choice("Provider", "How the app is deployed", plugins.providerNames(), "provider"));
        plugins.providerSettings(String.valueOf(sheet.tree().getOrDefault("provider", "shell"))).stream()
                .map(Parts::setting)
                .forEach(specs::add);
        specs.add(Spec.of(
                Input.NUMBER,
                "Time to end",
                "Seconds between asking a command to end and killing it; 10 if empty",
                "grace"));
        specs.add(Spec.of(Input.TEXT, "Run as", "A user of the server's machine; only an admin may set it", "run_as"));
        specs.add(Spec.choice(
                "Workspace",
                "Warm begins with the files of the last deploy",
                List.of("", "warm", "fresh"),
                "workspace"));
        specs.add(Spec.of(Input.NUMBER, "Workspaces kept", "Those of so many failed deploys", "keep_failed"));
        specs.add(Spec.of(Input.TEXT, "Cache", "Files kept between deploys, at most such as 2GiB", "cache"));
        specs.add(Spec.of(Input.LINES, "Artifacts", "Files to keep with the deploy, one pattern a line", "artifacts"));
        specs.add(Spec.of(Input.TEXT, "Limit of artifacts", "For each deploy, such as 10MiB", "artifacts_limit"));
        return Part.of("commands", "Commands", "", specs);
    }

    private static Spec setting(Setting setting) {
        var label = SettingWords.label(setting);
        var hint = SettingWords.hint(setting, usualHint(setting));
        String[] path = {PROVIDER_CONFIG, setting.name()};
        return switch (setting.kind()) {
            case TEXT -> Spec.of(Input.TEXT, label, hint, path);
            case COMMAND, COMMANDS, TEXTS, SECRET_OR_TEXT -> Spec.of(Input.SCRIPT, label, hint, path);
            case SECONDS, WHOLE_NUMBER, DURATION -> Spec.of(Input.NUMBER, label, hint, path);
            case FLAG -> Spec.choice(label, hint, YES_NO, path);
            case TASKS, TEXT_BY_NAME, HEADERS, OBJECT, SECRET -> Spec.of(Input.TREE, label, hint, path);
        };
    }

    private static String usualHint(Setting setting) {
        return switch (setting.kind()) {
            case COMMANDS -> "A command, or steps: - build: make";
            case DURATION -> "Such as 30m";
            case TASKS -> "restart: make restart";
            case TEXT_BY_NAME -> "NAME: value";
            case SECRET -> "file: PATH, or env: NAME";
            default -> setting.required() && setting.group() == null ? "Required" : "";
        };
    }

    private static List<String> names(Sheet sheet) {
        return switch (sheet.tree().get(ENVIRONMENTS)) {
            case Map<?, ?> map -> map.keySet().stream().map(String::valueOf).toList();
            case List<?> list -> list.stream().map(String::valueOf).toList();
            case null, default -> List.of();
        };
    }

    private List<Group> each(Function<String, List<Spec>> specs) {
        return names(sheet).stream()
                .map(name -> new Group(name, specs.apply(name)))
                .toList();
    }

    private static Part part(String id, String title, String hint, List<Spec> ofApp, List<Group> ofEnvironments) {
        var groups = Stream.concat(
                Stream.of(new Group("", ofApp)).filter(it -> !it.specs().isEmpty()), ofEnvironments.stream());
        return new Part(id, title, hint, groups.toList());
    }

    private Part environments() {
        return part(
                ENVIRONMENTS,
                "Environments",
                "",
                List.of(Spec.of(Input.NAMES, "Environments", "A name a line; empty accepts any name", ENVIRONMENTS)),
                each(name -> List.of(
                        Spec.of(
                                Input.TEXT,
                                "Usual branch",
                                "Or tag, if a request names none; empty for the default branch",
                                ENVIRONMENTS,
                                name,
                                "default_ref"),
                        Spec.of(Input.TEXT, "Pool", "Instead of the app's", ENVIRONMENTS, name, "pool"),
                        Spec.of(
                                Input.TREE,
                                "Settings of the provider",
                                "Override those of the app",
                                ENVIRONMENTS,
                                name,
                                PROVIDER_CONFIG))));
    }

    private Part automatic() {
        return part(
                "auto",
                "Automatic deploys",
                names(sheet).isEmpty() ? "An app that lists no environments has none." : "",
                List.of(),
                each(AutoSpecs::of));
    }

    private Part checks() {
        var hosts = Stream.concat(Stream.of("", "git"), plugins.codeHostNames().stream())
                .toList();
        return Part.of(
                "checks",
                "Checks",
                "What a commit must pass before it is deployed.",
                List.of(
                        Spec.choice("Code host", "", hosts, "via"),
                        Spec.of(Input.TREE, "Settings of the code host", "", "forge"),
                        Spec.of(Input.TREE, "Checks", "- {type: github, config: {}}", "checks")));
    }

    private Part variables() {
        return part(
                "variables",
                "Variables",
                "Commands get them, and everybody who may read this app sees them.",
                List.of(
                        Spec.of(Input.TREE, "Of all environments", "NAME: value", "variables"),
                        Spec.of(
                                Input.LINES,
                                "Passed from the server",
                                "Names of its variables, one a line; only an admin may set them",
                                "pass_environment")),
                each(name ->
                        List.of(Spec.of(Input.TREE, "Only here", "NAME: value", ENVIRONMENTS, name, "variables"))));
    }

    private Part secrets() {
        return part(
                "secrets",
                "Secrets",
                "Here is only where each secret is, on the server; no page or API ever shows its value. Only an admin may add one.",
                List.of(
                        Spec.of(Input.TREE, "Of all environments", "NAME: {file: PATH} or {env: NAME}", "secrets"),
                        Spec.of(Input.TREE, "SSH key", "file: PATH", "ssh_key"),
                        Spec.of(
                                Input.TREE,
                                "Credentials for https",
                                "username: NAME, password: {file: PATH}",
                                "credentials")),
                each(name -> List.of(
                        Spec.of(Input.TREE, "Only here", "NAME: {file: PATH}", ENVIRONMENTS, name, "secrets"))));
    }

    private Part notifications() {
        return Part.of(
                "notifications",
                "Notifications",
                "Who is told about deploys, locks and automation.",
                List.of(Spec.of(Input.TREE, "Notifiers", "- {type: slack, config: {}}", "notifiers")));
    }
}
