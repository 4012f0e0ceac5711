package dev.waybill.vcs.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which variables and configuration of the server's user reach git (docs/decisions/0031): only those for reaching
 * repositories. Local commands use no configuration except that of the mirror or checkout. Immutable.
 *
 * @param home replaces the user's home directory for local commands
 */
record Surroundings(Path home) {
    /** Where git is installed, git(1); always passed on. */
    private static final String LOCATION = "GIT_EXEC_PATH";

    /** Git's variables for reaching repositories; git(1), git-config(1). */
    private static final Set<String> KEPT = Set.of(
            "GIT_SSH",
            "GIT_SSH_COMMAND",
            "GIT_SSH_VARIANT",
            "GIT_PROXY_COMMAND",
            "GIT_CONFIG_GLOBAL",
            "GIT_CONFIG_SYSTEM",
            "GIT_CONFIG_NOSYSTEM",
            "GIT_CONFIG_COUNT");

    private static final List<String> KEPT_BEGINNINGS =
            List.of("GIT_SSL_", "GIT_HTTP_", "GIT_PROXY_SSL_", "GIT_CONFIG_KEY_", "GIT_CONFIG_VALUE_");

    private static final List<String> ALWAYS =
            List.of("core.hooksPath=/dev/null", "gc.auto=0", "maintenance.auto=false");

    /**
     * Overrides for user configuration that could change what is fetched or how it is reported. Mirrors are the
     * server's own, whoever owns the files.
     */
    private static final List<String> WHILE_REACHING = List.of(
            "core.fsmonitor=false",
            "core.logAllRefUpdates=false",
            "fetch.pruneTags=false",
            "fetch.writeCommitGraph=false",
            "color.ui=false",
            "color.remote=false",
            "color.transport=false",
            "safe.directory=*",
            "safe.bareRepository=all");

    /** @param directory for the replacement home */
    static Surroundings in(Path directory) throws IOException {
        var home = Files.createDirectories(directory.resolve("home"));
        // All repositories of local commands are the server's own, even if a file system reports another owner.
        Files.writeString(home.resolve(".gitconfig"), "[safe]\n\tdirectory = *\n");
        return new Surroundings(home.toAbsolutePath());
    }

    /** Options for git's command line. */
    static List<String> options(boolean isReaching) {
        var settings = new ArrayList<>(ALWAYS);
        settings.addAll(isReaching ? WHILE_REACHING : List.of());
        return settings.stream()
                .flatMap(setting -> List.of("-c", setting).stream())
                .toList();
    }

    /** Removes everything from an environment that git must not have. */
    void fill(Map<String, String> environment, boolean isReaching) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("GIT_") && !name.equals(LOCATION) && !(isReaching && isKept(name)));
        environment.remove("LANGUAGE"); // otherwise git's messages may be translated, despite LC_ALL=C
        environment.putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "false",
                "SSH_ASKPASS", "false",
                "LC_ALL", "C.UTF-8",
                "GIT_TRACE2", "0", // these three take precedence over the configuration
                "GIT_TRACE2_PERF", "0",
                "GIT_TRACE2_EVENT", "0"));
        if (!isReaching) {
            environment.putAll(Map.of(
                    "HOME",
                    home.toString(),
                    "XDG_CONFIG_HOME",
                    home.resolve(".config").toString(),
                    "GIT_CONFIG_NOSYSTEM",
                    "1",
                    "GIT_ATTR_NOSYSTEM",
                    "1"));
        }
    }

    private static boolean isKept(String name) {
        return KEPT.contains(name) || KEPT_BEGINNINGS.stream().anyMatch(name::startsWith);
    }
}
