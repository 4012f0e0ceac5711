package dev.waybill.apps.config;

import dev.waybill.apps.config.AppConfig.CommandConfig;
import dev.waybill.apps.config.AppConfig.EnvironmentConfig;
import dev.waybill.apps.config.AppConfig.RepositoryAccess;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.RepositoryUrl;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the configuration of an app, with the same rules and messages for files and requests. */
public final class AppReader {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._-]{0,62}");
    private static final String NAME_RULE =
            "use up to 63 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit";
    /** A bound, because messages and pages list all of them. */
    static final int MOST = 200;

    private static final Set<String> SUBMODULES = Set.of("false", "true", "recursive");
    /** A repository that is nowhere but in git. */
    private static final String GIT = "git";

    private final Plugins plugins;
    private final boolean lacksProviders;

    public AppReader(Plugins plugins) {
        this(plugins, false);
    }

    /**
     * @param lacksProviders whether a provider could not be loaded, so that the configuration file may name one that is unknown:
     *     that hurts its own apps only
     */
    public AppReader(Plugins plugins, boolean lacksProviders) {
        this.plugins = plugins;
        this.lacksProviders = lacksProviders;
    }

    public Plugins plugins() {
        return plugins;
    }

    /** Whether this is a valid name for an app or an environment: it is used in paths, variables and chat messages. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    /** What was read, and all mistakes. If there are any, the configuration must not be used. */
    public record Read(AppConfig config, List<Mistake> mistakes) {}

    /** Reads the values of a request; paths begin with the keys. */
    public Read read(Map<String, Object> values) {
        var mistakes = new ArrayList<Mistake>();
        var texts = ControlCharacters.removed(values, mistakes);
        return new Read(
                read(new Section("", "invalid_field", texts, mistakes, new TreeSet<>()), null, false), mistakes);
    }

    /** @param repository the default; null if the key is required */
    AppConfig read(Section app, @Nullable String repository) {
        return read(app, repository, lacksProviders);
    }

    private AppConfig read(Section app, @Nullable String repository, boolean isMissingAllowed) {
        try (app) {
            app.atMost(
                    MOST,
                    "environments",
                    "parameters",
                    "variables",
                    "secrets",
                    "pass_environment",
                    "checks",
                    "notifiers");
            var given = app.text("provider", "the name of a provider");
            var provider = given == null ? Plugins.DEFAULT_PROVIDER : given;
            var via = via(app);
            var readers = new Readers(
                    new ProviderReader(app, plugins, provider, isMissingAllowed),
                    new PluginListReader(app, "checks", plugins.checks()),
                    new PluginListReader(app, "notifiers", plugins.notifiers()),
                    new ForgeReader(app, plugins.codeHosts(), via));
            var config = new AppConfig(
                    repository(app, repository),
                    provider,
                    readers.settings().read(),
                    via,
                    name(app, "default_environment"),
                    environments(app, readers.settings()),
                    ParameterReader.read(app),
                    commands(app),
                    access(app),
                    readers.checks().read(),
                    readers.notifiers().read(),
                    ChangeReader.read(app),
                    WorkspaceConfig.read(app),
                    readers.forge().read(),
                    KeptConfig.read(app));
            AutoReader.review(app, config.environments(), config.hasChecks());
            readers.review(config);
            return config;
        }
    }

    /** The readers of what depends on the rest of the configuration, so that they look at it once more when it is complete. */
    private record Readers(
            ProviderReader settings, PluginListReader checks, PluginListReader notifiers, ForgeReader forge) {
        void review(AppConfig config) {
            settings.review(config);
            checks.review(config);
            notifiers.review(config);
            forge.review(config);
        }
    }

    /** Sentences about a valid configuration that probably does not do what was intended. */
    public List<String> warnings(AppConfig config) {
        return plugins.warnings(config);
    }

    private static String repository(Section app, @Nullable String other) {
        var given = app.text("repository", "the URL of a repository");
        if (given == null && other == null && !app.has("repository")) {
            app.mistake(
                    "",
                    "has no \"repository\"; give one, or a template for all: --repositories 'git@github.com:acme/{app}.git'");
        }
        var url = given == null ? other : given;
        if (url != null) {
            RepositoryUrl.objection(url).ifPresent(why -> app.mistake("repository", why));
        }
        return url == null ? "" : url;
    }

    private @Nullable String via(Section app) {
        var via = app.text("via", "the name of an integration");
        var known = new TreeSet<>(plugins.codeHosts().byName().keySet());
        known.add(GIT);
        if (via != null && !known.contains(via)) {
            app.mistake("via", "\"%s\" is not an integration; use one of %s".formatted(via, String.join(", ", known)));
        }
        return via;
    }

    private static @Nullable String name(Section app, String key) {
        var name = app.text(key, "the name of an environment");
        if (name != null && !isName(name)) {
            app.mistake(key, "\"%s\" cannot be a name; %s".formatted(name, NAME_RULE));
        }
        return name;
    }

    private static Map<String, EnvironmentConfig> environments(Section app, ProviderReader settings) {
        var environments = new LinkedHashMap<String, EnvironmentConfig>();
        app.sectionsOrNames("environments", "invalid_environment", "an object such as {\"default_ref\": \"main\"}")
                .forEach((name, section) -> environments.put(name, environment(name, section, settings)));
        return environments;
    }

    private static EnvironmentConfig environment(String name, Section section, ProviderReader settings) {
        try (section) {
            if (!isName(name)) {
                section.mistake("", "\"%s\" cannot be the name of an environment; %s".formatted(name, NAME_RULE));
            }
            section.atMost(MOST, "variables", "secrets");
            var ref = section.text("default_ref", "a ref");
            if (ref != null) {
                Ref.objection(ref).ifPresent(why -> section.mistake("default_ref", why));
            }
            return new EnvironmentConfig(
                    ref,
                    variables(section),
                    secrets(section),
                    pool(section),
                    AutoReader.read(section),
                    settings.readOverrides(section));
        }
    }

    private static Map<String, String> variables(Section section) {
        var variables =
                section.texts("variables", AppReader::isVariable, "text, under a name of letters, digits and _");
        variables.forEach((name, value) -> EnvironmentVariables.objection(name, value)
                .ifPresent(why -> section.mistake("variables." + name, why)));
        return variables;
    }

    static boolean isVariable(String name) {
        return EnvironmentVariables.isName(name);
    }

    private static Map<String, SecretReference> secrets(Section section) {
        var secrets = new LinkedHashMap<String, SecretReference>();
        section.sections("secrets", "invalid_field", "{\"file\": \"PATH\"} or {\"env\": \"NAME\"}")
                .forEach((name, secret) -> {
                    if (!isVariable(name)) {
                        secret.mistake(
                                "",
                                "\"%s\" cannot be the name of a variable; use letters, digits and _".formatted(name));
                    }
                    EnvironmentVariables.objectionToName(name).ifPresent(why -> secret.mistake("", why));
                    var reference = reference(secret);
                    if (reference != null) {
                        secrets.put(name, reference);
                    }
                });
        return secrets;
    }

    private static @Nullable SecretReference reference(Section secret) {
        try (secret) {
            var file = secret.text("file", "the path of a file");
            var env = secret.text("env", "the name of a variable of the server");
            if ((file == null) == (env == null)) {
                secret.mistake("", "must say where the secret is: either {\"file\": \"PATH\"} or {\"env\": \"NAME\"}");
                return null;
            }
            return new SecretReference(file, env);
        }
    }

    private static CommandConfig commands(Section app) {
        var grace = app.positive("grace", "seconds");
        var passed = app.texts("pass_environment", "a list of names of the server's variables");
        passed.stream()
                .filter(name -> !isVariable(name))
                .forEach(name ->
                        app.mistake("pass_environment", "\"%s\" cannot be the name of a variable".formatted(name)));
        return new CommandConfig(
                variables(app),
                secrets(app),
                passed,
                grace == null ? null : grace.doubleValue(),
                runAs(app),
                pool(app));
    }

    private static @Nullable String runAs(Section app) {
        var user = app.text("run_as", "a user of the machine");
        if (user != null && (user.equals("null") || !user.matches("[a-z_][a-z0-9_.-]{0,31}"))) {
            app.mistake(
                    "run_as",
                    "\"%s\" cannot be the name of a user of this machine; for the server's own user, omit run_as or unset it"
                            .formatted(user));
        }
        return user;
    }

    private static @Nullable String pool(Section section) {
        var pool = section.text("pool", "the name of a pool");
        if (pool != null && !isName(pool)) {
            section.mistake("pool", "\"%s\" cannot be a name; %s".formatted(pool, NAME_RULE));
        }
        return pool;
    }

    private static RepositoryAccess access(Section app) {
        var key = app.section("ssh_key", "{\"file\": \"PATH\"}");
        var sshKey = key == null ? null : reference(key);
        if (sshKey != null && sshKey.file() == null) {
            app.mistake("ssh_key", "must be a file, because ssh reads it: {\"file\": \"PATH\"}");
        }
        var submodules = submodules(app);
        var credentials = app.section("credentials", "{\"username\": …, \"password\": {\"file\": …}}");
        if (credentials == null) {
            return new RepositoryAccess(sshKey, null, null, submodules);
        }
        try (credentials) {
            var username = credentials.required("username", "the user for https");
            if (username.matches("(?s).*\\p{Cntrl}.*")) { // git would read the rest as another field
                credentials.mistake("username", "must be one line");
            }
            var password = credentials.section("password", "{\"file\": \"PATH\"} or {\"env\": \"NAME\"}");
            if (password == null) {
                credentials.mistake(
                        "password", "must say where the password is: {\"file\": \"PATH\"} or {\"env\": \"NAME\"}");
            }
            return new RepositoryAccess(sshKey, username, password == null ? null : reference(password), submodules);
        }
    }

    private static @Nullable String submodules(Section app) {
        var given = app.value("submodules");
        if (given != null && !SUBMODULES.contains(String.valueOf(given))) {
            app.mistake("submodules", "must be false, true or recursive");
            return null;
        }
        return given == null ? null : String.valueOf(given);
    }
}
