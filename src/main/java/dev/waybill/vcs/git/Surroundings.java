package dev.waybill.vcs.git;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What of the environment and the configuration of the server's user reaches git (docs/decisions/0031): how a repository is reached, and
 * nothing else. What git does on this machine alone knows no configuration but that of the copy or the checkout. Immutable.
 *
 * @param home in place of the user's, where git reaches nothing
 */
record Surroundings(Path home) {
    /** Where git is, which is so whatever it does; git(1). */
    private static final String LOCATION = "GIT_EXEC_PATH";

    /** Variables of git that say how a repository is reached; git(1), git-config(1). */
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

    /** What of the user's could change what arrives, or how it is told. The copies are the server's own, whoever owns the disk. */
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

    /** @param directory in which the other home is made */
    static Surroundings in(Path directory) throws IOException {
        var home = Files.createDirectories(directory.resolve("home"));
        // All that git works on without reaching out is the server's own, though a disk may say that it is another's.
        Files.writeString(home.resolve(".gitconfig"), "[safe]\n\tdirectory = *\n");
        return new Surroundings(home.toAbsolutePath());
    }

    /** What is said to git on its command line. */
    static List<String> options(boolean isReaching) {
        var settings = new ArrayList<>(ALWAYS);
        settings.addAll(isReaching ? WHILE_REACHING : List.of());
        return settings.stream()
                .flatMap(setting -> List.of("-c", setting).stream())
                .toList();
    }

    /** Leaves in an environment what git is to have of it. */
    void fill(Map<String, String> environment, boolean isReaching) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("GIT_") && !name.equals(LOCATION) && !(isReaching && isKept(name)));
        environment.remove("LANGUAGE"); // else git may speak another language though LC_ALL is C
        environment.putAll(Map.of(
                "GIT_TERMINAL_PROMPT", "0",
                "GIT_ASKPASS", "false",
                "SSH_ASKPASS", "false",
                "LC_ALL", "C.UTF-8",
                "GIT_TRACE2", "0", // these three are stronger than the configuration
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
