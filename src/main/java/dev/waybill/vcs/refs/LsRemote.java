package dev.waybill.vcs.refs;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;

/** Asks a repository for its refs with git-ls-remote(1), which reaches everything that git reaches. */
public final class LsRemote {
    private static final Duration LONGEST = Duration.ofSeconds(60);

    /** Git compares each ref with each pattern; with more of them, it tells all refs. */
    private static final int MOST_PATTERNS = 20;

    private LsRemote() {}

    /**
     * Reads git's answer, which can contain more than is wanted. Blocks.
     *
     * @param git with the credentials of the repository
     * @param outside a directory that is no repository
     * @param prefixes what the full names of the wanted refs begin with. Unless all of them are branches or tags, the repository sends
     *     all its refs, since git cannot ask for less
     * @throws IOException with git's error message
     */
    public static <T> T read(
            Git git, Path outside, RepositoryUrl url, Collection<String> prefixes, Git.Reading<T> reading)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ls-remote"));
        command.addAll(kinds(prefixes));
        command.addAll(List.of("--", url.text()));
        if (prefixes.size() <= MOST_PATTERNS) {
            prefixes.forEach(prefix -> command.add(prefix + "*")); // also for the commit of a tag, NAME^{}
        }
        return git.read(outside, LONGEST, reading, command);
    }

    private static List<String> kinds(Collection<String> prefixes) {
        var branches = prefixes.stream()
                .filter(it -> it.startsWith(RemoteRefs.BRANCHES))
                .count();
        var tags =
                prefixes.stream().filter(it -> it.startsWith(RemoteRefs.TAGS)).count();
        var kinds = new ArrayList<String>();
        if (branches + tags == prefixes.size()) {
            if (branches > 0) {
                kinds.add("--heads");
            }
            if (tags > 0) {
                kinds.add("--tags");
            }
        }
        return kinds;
    }

    /** Keeps what is wanted of an answer. */
    public static RemoteRefs answer(InputStream answer, Predicate<String> isWanted) throws IOException {
        var reader = new RefReader(isWanted);
        var lines = new BufferedReader(new InputStreamReader(answer, StandardCharsets.UTF_8), 1 << 16);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            var tab = line.indexOf('\t');
            if (tab >= 0) {
                reader.keep(line.substring(0, tab), line.substring(tab + 1));
            }
        }
        return reader.refs();
    }
}
