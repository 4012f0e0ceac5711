package dev.waybill.cli.apps;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.terminal.Clean;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;

/** {@code waybill app create}. */
@Command(
        name = "create",
        description = "Creates an app, such as: waybill app create shop --repository URL --deploy ./deploy.sh",
        mixinStandardHelpOptions = true)
final class AppCreate extends Verb {
    @Parameters(paramLabel = "NAME", description = "The app's name: a-z, 0-9, dot, dash and underscore")
    private String name = "";

    @Option(names = "--repository", paramLabel = "URL", description = "The URL of its git repository")
    private @Nullable String repository;

    @Option(names = "--deploy", paramLabel = "COMMAND", description = "The command that deploys it")
    private @Nullable String deploy;

    @Option(names = "--provider", paramLabel = "NAME", description = "The provider that deploys it (default: shell)")
    private @Nullable String provider;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "A file of further keys, as for an app of examples/full.yaml, in JSON or YAML; - for stdin")
    private String config = "";

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "One of those keys. Give objects and lists as JSON or YAML. May be repeated")
    private Map<String, String> set = new LinkedHashMap<>();

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var fields = fields(config, set);
        put(fields, "repository", repository);
        put(fields, "deploy", deploy);
        put(fields, "provider", provider);
        fields.putIfAbsent("provider", "shell");
        fields.put("name", name);
        var app = api.post("/apps/", fields);
        print(app, AppCommand.line(app));
        sayWarnings(this, app);
        say("Created. Deploy it with: waybill deploy %s".formatted(name));
    }

    /** Prints the warnings of a configuration that the server accepted. */
    static void sayWarnings(Verb verb, JsonNode app) {
        app.path("warnings").forEach(warning -> verb.say("warning: " + Clean.cell(warning)));
    }

    private static void put(Map<String, @Nullable Object> fields, String key, @Nullable String value) {
        if (value != null) {
            fields.put(key, value);
        }
    }

    /** The fields of a file, if one is named, overridden by those of options. */
    static Map<String, @Nullable Object> fields(String file, Map<String, String> set) throws CallFailed {
        var fields = file.isEmpty() ? new LinkedHashMap<String, @Nullable Object>() : Yaml.fields(file);
        for (var option : set.entrySet()) {
            fields.put(option.getKey(), Yaml.option(option.getKey(), option.getValue()));
        }
        return fields;
    }
}
