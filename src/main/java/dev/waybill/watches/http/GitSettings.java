package dev.waybill.watches.http;

import dev.waybill.spi.Time;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What git's configuration and variables of the server's user say about HTTP. Read again every minute, since people change it while
 * the server runs. Thread-safe; blocks.
 */
final class GitSettings {
    private static final Duration READ = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    /** Configuration that can change how, or whether, a repository is reached. */
    private static final String KEYS = "^(http|url|remote|protocol)\\.";

    private static final String CA = "http.sslcainfo";
    private static final String CA_VARIABLE = "GIT_SSL_CAINFO";

    /** What means nothing for a look, and is often set. */
    private static final Set<String> HARMLESS = Set.of(
            CA,
            "http.postbuffer",
            "http.lowspeedlimit",
            "http.lowspeedtime",
            "http.maxrequests",
            "http.minsessions",
            "http.version");

    private static final Pattern VARIABLES = Pattern.compile("GIT_(SSL|HTTP|PROXY)_.*");

    private final Git git;
    private final Path outside;
    private final Time time;
    private final Map<String, String> variables;
    private @Nullable Duration readAt;
    private volatile Optional<Map<String, String>> known = Optional.empty();

    /**
     * @param outside a directory that is no repository
     * @param variables of the server's environment
     */
    GitSettings(Git git, Path outside, Time time, Map<String, String> variables) {
        this.git = git.reaching(Remote.of(new RepositoryUrl("https://host/")));
        this.outside = outside;
        this.time = time;
        this.variables = Map.copyOf(variables);
    }

    /**
     * The variables for a client that does as git would, with the CA that git trusts; empty if git is configured for more than
     * that.
     */
    synchronized Optional<Map<String, String>> variables() throws InterruptedException {
        var now = time.sinceBoot();
        if (readAt == null || now.minus(readAt).compareTo(READ) >= 0) {
            known = read();
            readAt = now;
        }
        return known;
    }

    /** Whether there were any when they were last read. */
    boolean areUsual() {
        return known.isPresent();
    }

    private Optional<Map<String, String>> read() throws InterruptedException {
        try {
            var keys = keys();
            var isUnusual = !HARMLESS.containsAll(keys)
                    || variables.keySet().stream()
                            .anyMatch(name -> VARIABLES.matcher(name).matches() && !name.equals(CA_VARIABLE));
            return isUnusual ? Optional.empty() : Optional.of(with(ca(keys)));
        } catch (IOException e) {
            return Optional.empty(); // git will say what is wrong
        }
    }

    /** Their names are in lower case, but for a URL in the middle. */
    private List<String> keys() throws IOException, InterruptedException {
        var found = git.run(outside, LONGEST, "config", "--name-only", "--get-regexp", KEYS);
        if (!found.ok() && !found.output().isEmpty()) {
            throw new IOException(Git.complaint(found));
        }
        return found.output().lines().distinct().toList();
    }

    private @Nullable String ca(List<String> keys) throws IOException, InterruptedException {
        var variable = variables.getOrDefault(CA_VARIABLE, "");
        if (!variable.isEmpty()) {
            return variable;
        }
        return keys.contains(CA)
                ? git.answer(outside, LONGEST, "config", "--path", "--get", CA).strip()
                : null;
    }

    private Map<String, String> with(@Nullable String ca) {
        var all = new TreeMap<>(variables);
        if (ca != null && !ca.isEmpty()) {
            all.put("WAYBILL_CA_FILE", ca);
        }
        return all;
    }
}
