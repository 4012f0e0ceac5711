package dev.waybill.apps.config;

import dev.waybill.access.Origin;
import dev.waybill.apps.config.AppConfig.PluginConfig;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.apps.config.text.Sizes;
import dev.waybill.errors.Excerpt;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The server's own settings in a configuration file. Each is the same as the option of its name, which overrides it. Null if not
 * given.
 *
 * @param maxRunning the maximum number of concurrent deploys
 * @param longestLock the maximum duration of a lock
 * @param secretDirectories directories in which requests can name files with secrets
 * @param maxInput the maximum size of an app's configuration, and of a deploy's parameters, in bytes of JSON
 * @param maxLog the maximum output of commands in a log, in bytes
 * @param minFree the free disk space that is required to start a deploy, in bytes
 * @param pools the maximum number of concurrent deploys of each pool, on all servers together
 * @param notifiers those of all apps
 * @param allowPrivateTargets whether notifiers may send to private addresses
 * @param smtp the server that takes mail
 * @param slack the app of Slack through which people talk to the server
 */
public record ServerSettings(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String url,
        @Nullable String repositories,
        @Nullable Integer maxRunning,
        @Nullable Duration longestLock,
        List<Path> secretDirectories,
        @Nullable Integer maxInput,
        @Nullable Long maxLog,
        @Nullable Long minFree,
        Map<String, Integer> pools,
        Map<String, Map<String, Object>> codeHosts,
        List<PluginConfig> notifiers,
        @Nullable Boolean allowPrivateTargets,
        @Nullable SmtpSettings smtp,
        @Nullable SlackSettings slack) {
    /** The maximum size of a request. */
    static final int LARGEST_INPUT = 1024 * 1024;

    /** A file without settings of the server. */
    public static final ServerSettings NONE = new ServerSettings(
            null, null, null, null, null, null, List.of(), null, null, null, Map.of(), Map.of(), List.of(), null, null,
            null);

    static ServerSettings read(Section file, Plugins plugins) {
        return new ServerSettings(
                file.text("host", "an address to listen on"),
                whole(file, "port", 65_535),
                url(file),
                template(file),
                whole(file, "max_running", 100_000),
                length(file, "longest_lock"),
                directories(file),
                whole(file, "max_input", LARGEST_INPUT),
                size(file, "max_log"),
                size(file, "min_free"),
                pools(file),
                CodeHostsReader.read(file, plugins.codeHosts()),
                notifiers(file, plugins),
                flag(file, "allow_private_targets"),
                SmtpSettings.read(file),
                SlackSettings.read(file));
    }

    /** All references to secrets of the server, by their paths. */
    public Map<String, SecretReference> named() {
        var named = new LinkedHashMap<String, SecretReference>();
        codeHosts.forEach((kind, settings) -> settings.forEach((name, value) ->
                SecretReference.in(value).ifPresent(secret -> named.put("%s.%s".formatted(kind, name), secret))));
        named.putAll(AppConfig.ofPlugins("notifiers", notifiers));
        if (smtp != null && smtp.password() != null) {
            named.put("smtp.password", smtp.password());
        }
        if (slack != null) {
            named.put("slack.app_token", slack.appToken());
            named.put("slack.token", slack.token());
        }
        return named;
    }

    private static List<PluginConfig> notifiers(Section file, Plugins plugins) {
        file.atMost(AppReader.MOST, "notifiers");
        var reader = new PluginListReader(file, "notifiers", plugins.notifiers());
        var notifiers = reader.read();
        reader.reviewAlone();
        return notifiers;
    }

    private static @Nullable Boolean flag(Section file, String key) {
        var value = file.value(key);
        if (value == null || value instanceof Boolean) {
            return (Boolean) value;
        }
        file.mistake(key, "must be true or false");
        return null;
    }

    private static List<Path> directories(Section file) {
        var directories = file.texts("secret_directories", "a list of directories");
        directories.stream()
                .filter(directory -> !directory.startsWith("/"))
                .forEach(directory ->
                        file.mistake("secret_directories", "\"%s\" is not an absolute path".formatted(directory)));
        return directories.stream().map(Path::of).toList();
    }

    private static Map<String, Integer> pools(Section file) {
        var pools = new LinkedHashMap<String, Integer>();
        file.map("pools", "the limits of pools by name, such as {database: 1}").forEach((name, limit) -> {
            if (AppReader.isName(name) && limit instanceof Number number && isWhole(number)) {
                pools.put(name, number.intValue());
            } else {
                file.mistake(
                        "pools." + name, "must be a positive whole number, under a name of a-z, 0-9, dot, dash and _");
            }
        });
        return pools;
    }

    private static boolean isWhole(Number number) {
        return number.doubleValue() == number.intValue() && number.intValue() > 0;
    }

    private static @Nullable String url(Section file) {
        var url = file.text("url", "the URL at which people reach the server");
        if (url != null && Origin.of(url).isEmpty()) {
            file.mistake("url", "%s; it is \"%s\"".formatted(Origin.RULE, Excerpt.of(url)));
        }
        return url;
    }

    private static @Nullable String template(Section file) {
        var template = file.text("repositories", "a URL with {app} in it");
        if (template != null && !template.contains("{app}")) {
            file.mistake("repositories", "must contain {app}, which stands for the name of the app");
        }
        return template;
    }

    private static @Nullable Duration length(Section file, String key) {
        var value = file.value(key);
        var length = value == null ? Optional.<Duration>empty() : Durations.parse(String.valueOf(value));
        if (value != null && length.isEmpty()) {
            file.mistake(key, Durations.RULE);
        }
        return length.orElse(null);
    }

    private static @Nullable Long size(Section file, String key) {
        var value = file.value(key);
        var size = value == null ? Optional.<Long>empty() : Sizes.parse(String.valueOf(value));
        if (value != null && size.isEmpty()) {
            file.mistake(key, Sizes.RULE);
        }
        return size.orElse(null);
    }

    private static @Nullable Integer whole(Section file, String key, int largest) {
        var number = Section.number(file.value(key));
        if (number == null && !file.has(key)) {
            return null;
        }
        if (number == null || !isWhole(number) || number.intValue() > largest) {
            file.mistake(key, "must be a whole number from 1 to " + largest);
            return null;
        }
        return number.intValue();
    }
}
