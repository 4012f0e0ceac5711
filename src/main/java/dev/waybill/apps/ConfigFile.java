package dev.waybill.apps;

import dev.waybill.apps.AppConfig.EnvironmentConfig;
import dev.waybill.apps.YamlNode.Scalar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A file of apps in the short form: names with what each needs, as YAML 1.2, of which JSON is a part. All mistakes are
 * told together.
 */
public final class ConfigFile {
    private static final Set<String> KEYS =
            Set.of("deploy", "via", "repository", "environments", "timeout", "read_timeout", "env");
    private static final Set<String> INTEGRATIONS = Set.of("git", "github");

    private final Path file;
    private final @Nullable String repositories;
    private final List<String> mistakes = new ArrayList<>();

    private ConfigFile(Path file, @Nullable String repositories) {
        this.file = file;
        this.repositories = repositories;
    }

    /**
     * Reads a file.
     *
     * @param repositories where the repository of an app is that names none, with {@code {app}} for its name; may be null
     * @return the configuration of each app by name
     * @throws Mistakes with all of them
     */
    public static Map<String, AppConfig> read(Path file, @Nullable String repositories) throws IOException {
        return new ConfigFile(file, repositories).apps(Files.readString(file));
    }

    private Map<String, AppConfig> apps(String text) {
        var apps = new LinkedHashMap<String, AppConfig>();
        try {
            YamlNode.parse(text)
                    .asMap("a map of apps by name")
                    .forEach((name, node) -> app(name, node).ifPresent(it -> apps.put(name, it)));
        } catch (YamlNode.Unreadable e) {
            mistakes.add(e.sentence());
        }
        if (!mistakes.isEmpty()) {
            throw new Mistakes(file, mistakes);
        }
        return apps;
    }

    private Optional<AppConfig> app(String name, YamlNode node) {
        try {
            var fields = node.asMap("a map with at least \"deploy\"");
            fields.forEach((key, value) -> {
                if (!KEYS.contains(key)) {
                    mistakes.add(value.says("unknown" + suggestion(key)));
                }
            });
            var deploy = fields.get("deploy");
            if (deploy == null) {
                throw node.unreadable("has no \"deploy\", the command that deploys it");
            }
            return Optional.of(new AppConfig(
                    repository(name, node, fields.get("repository")),
                    "shell",
                    settings(deploy, fields),
                    environments(fields.get("environments")),
                    List.of(),
                    List.of(),
                    via(fields.get("via"))));
        } catch (YamlNode.Unreadable e) {
            mistakes.add(e.sentence());
            return Optional.empty();
        }
    }

    private String repository(String app, YamlNode node, @Nullable YamlNode given) {
        if (given != null) {
            return given.asText("the URL of a repository");
        }
        if (repositories == null) {
            throw node.unreadable("has no \"repository\"; give one, or start the server with"
                    + " --repositories 'git@github.com:acme/{app}.git' for all");
        }
        return repositories.replace("{app}", app);
    }

    private static Map<String, Object> settings(YamlNode deploy, Map<String, YamlNode> fields) {
        var settings = new LinkedHashMap<String, Object>();
        settings.put("command", deploy.asText("a command line"));
        for (var seconds : List.of("timeout", "read_timeout")) {
            if (fields.containsKey(seconds)) {
                settings.put(seconds, fields.get(seconds).asNumber("a number of seconds"));
            }
        }
        if (fields.containsKey("env")) {
            var variables = new LinkedHashMap<String, Object>();
            fields.get("env")
                    .asMap("variables by name")
                    .forEach((name, value) -> variables.put(name, value.asText("text")));
            settings.put("env", variables);
        }
        return settings;
    }

    private Map<String, EnvironmentConfig> environments(@Nullable YamlNode node) {
        var environments = new LinkedHashMap<String, EnvironmentConfig>();
        if (node != null) {
            node.asMap("environments by name").forEach((name, value) -> environments.put(name, environment(value)));
        }
        return environments;
    }

    private EnvironmentConfig environment(YamlNode node) {
        if (node instanceof Scalar scalar && scalar.isNull()) {
            return new EnvironmentConfig(null);
        }
        var fields = node.asMap("a map such as {default_ref: master}");
        fields.forEach((key, value) -> {
            if (!key.equals("default_ref")) {
                mistakes.add(value.says("unknown; the only key is default_ref"));
            }
        });
        var ref = fields.get("default_ref");
        return new EnvironmentConfig(ref == null ? null : ref.asText("a ref"));
    }

    private static @Nullable String via(@Nullable YamlNode node) {
        if (node == null) {
            return null;
        }
        var via = node.asText("the name of an integration");
        if (!INTEGRATIONS.contains(via)) {
            throw node.unreadable("\"%s\" is no integration; known are git and github".formatted(via));
        }
        return via;
    }

    private static String suggestion(String key) {
        return KEYS.stream()
                .filter(known -> Likeness.distance(key, known) <= 2)
                .findFirst()
                .map(", did you mean %s?"::formatted)
                .orElse("; known are " + String.join(", ", new java.util.TreeSet<>(KEYS)));
    }

    /** Everything that is wrong with a file, in one message of a line each. */
    public static final class Mistakes extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Mistakes(Path file, List<String> mistakes) {
            super("%s cannot be used:\n  %s".formatted(file, String.join("\n  ", mistakes)));
        }
    }
}
