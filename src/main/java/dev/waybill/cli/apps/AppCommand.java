package dev.waybill.cli.apps;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill app}: what is deployed. */
@Command(
        name = "app",
        description = "Shows and changes apps, and restores earlier configurations.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(list | show | create | edit | delete | history | restore)",
        subcommands = {
            AppCommand.All.class,
            AppCommand.Show.class,
            AppCreate.class,
            AppCommand.Edit.class,
            AppDelete.class,
            AppCommand.History.class,
            AppCommand.Restore.class
        })
public final class AppCommand {
    static String path(String name) {
        return "/apps/%s/".formatted(Api.segment(name));
    }

    static String line(JsonNode app) {
        return "%s  %s".formatted(Clean.cell(app.path("name")), Clean.cell(app.path("repository")));
    }

    @Command(name = "list", description = "Lists the apps.", mixinStandardHelpOptions = true)
    static final class All extends Verb {
        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var apps = api.get("/apps/");
            printTable(apps, List.of("app", "repository", "environments", "lock"), All::row);
            if (apps.isEmpty()) {
                say("No apps yet. Create one with: waybill app create NAME --repository URL --deploy COMMAND");
            }
        }

        private static String[] row(JsonNode app) {
            var locked = app.path("lockedReason");
            return new String[] {
                Clean.cell(app.path("name")),
                Clean.cell(app.path("repository")),
                Clean.line(String.join(",", app.path("environments").propertyNames())),
                locked.isString() ? Clean.cell(locked) : ""
            };
        }
    }

    @Command(
            name = "show",
            description = "Shows an app's full configuration, as YAML that \"waybill app edit --file\" accepts.",
            mixinStandardHelpOptions = true)
    static final class Show extends Verb {
        @Parameters(paramLabel = "NAME", description = "The app")
        private String name = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var app = api.get(path(name));
            print(app, Yaml.text(app));
        }
    }

    @Command(
            name = "edit",
            description = "Changes the given settings of an app; the others stay as they are.",
            mixinStandardHelpOptions = true)
    static final class Edit extends Verb {
        @Parameters(paramLabel = "NAME", description = "The app")
        private String name = "";

        @Option(
                names = "--set",
                paramLabel = "KEY=VALUE",
                description =
                        "A key of examples/full.yaml, or a path such as environments.production.default_ref. Give objects and lists as JSON or YAML. May be repeated")
        private Map<String, String> set = new LinkedHashMap<>();

        @Option(
                names = "--unset",
                paramLabel = "KEY",
                description = "A key or path to remove, such as run_as or variables.REGION. May be repeated")
        private List<String> unset = List.of();

        @Option(
                names = "--file",
                paramLabel = "FILE",
                description = "A file of keys and values in JSON or YAML; - for stdin")
        private String file = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var fields = AppCreate.fields(file, set);
            if (!unset.isEmpty()) {
                fields.put("unset", unset);
            }
            if (fields.isEmpty()) {
                throw new CallFailed(
                        CallFailed.USAGE, "nothing to change; use --set KEY=VALUE, --unset KEY or --file FILE");
            }
            var isOnce = !unset.isEmpty()
                    || fields.containsKey("unset")
                    || !name.equals(
                            fields.getOrDefault("name", name)); // it is not set, or not under this name, any more
            var app = isOnce ? api.putOnce(path(name), fields) : api.put(path(name), fields);
            print(app, line(app));
            AppCreate.sayWarnings(this, app);
            say("%s is now at version %d."
                    .formatted(Clean.cell(app.path("name")), app.path("version").asInt(0)));
        }
    }

    @Command(
            name = "history",
            description = "Lists the versions of an app's configuration.",
            mixinStandardHelpOptions = true)
    static final class History extends Verb {
        @Parameters(paramLabel = "NAME", description = "The app")
        private String name = "";

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            printTable(
                    api.all(path(name) + "history/"),
                    List.of("version", "date", "by", "changes"),
                    version -> new String[] {
                        Clean.cell(version.path("version")),
                        Moments.local(version.path("date")),
                        version.path("user").isString() ? Clean.cell(version.path("user")) : "(file)",
                        version.path("changes")
                                .valueStream()
                                .map(History::change)
                                .collect(Collectors.joining(", "))
                    });
        }

        private static String change(JsonNode change) {
            return "%s: %s → %s"
                    .formatted(
                            Clean.cell(change.path("path")), value(change.path("before")), value(change.path("after")));
        }

        private static String value(JsonNode value) {
            return value.isContainer() ? Clean.line(value.toString()) : Clean.cell(value);
        }
    }

    @Command(
            name = "restore",
            description = "Restores an earlier configuration, as a new version.",
            mixinStandardHelpOptions = true)
    static final class Restore extends Verb {
        @Parameters(index = "0", paramLabel = "NAME", description = "The app")
        private String name = "";

        @Parameters(index = "1", paramLabel = "VERSION", description = "As \"waybill app history\" lists it")
        private int version;

        @Override
        protected void run(Api api) throws CallFailed, InterruptedException {
            var app = api.post(path(name) + "restore/", Map.of("version", version));
            print(app, line(app));
            AppCreate.sayWarnings(this, app);
            say("%s is now at version %d, a copy of version %d."
                    .formatted(Clean.cell(app.path("name")), app.path("version").asInt(0), version));
        }
    }
}
