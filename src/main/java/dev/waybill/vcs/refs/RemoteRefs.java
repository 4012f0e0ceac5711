package dev.waybill.vcs.refs;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * The refs of a repository at one moment, as far as somebody wants to know.
 *
 * @param shas by full name, such as {@code refs/heads/main}, or {@code HEAD}; an annotated tag has the sha of its commit
 * @param unusable wanted names that cannot be deployed, for people
 * @param digest of both; equal if nothing has changed, however the repository was asked
 */
public record RemoteRefs(SortedMap<String, Sha> shas, List<String> unusable, String digest) {
    public static final String HEAD = "HEAD";
    public static final String BRANCHES = "refs/heads/";
    public static final String TAGS = "refs/tags/";

    private static final Duration LONGEST = Duration.ofSeconds(60);

    public RemoteRefs {
        shas = Collections.unmodifiableSortedMap(new TreeMap<>(shas));
        unusable = List.copyOf(unusable);
    }

    /**
     * Asks a repository with git. Blocks.
     *
     * @param git with the credentials of the repository
     * @param outside a directory that is no repository
     * @param isWanted tells full names. If it wants HEAD, the repository sends all its refs, since git cannot ask for less
     * @throws IOException with git's error message
     */
    public static RemoteRefs of(Git git, Path outside, RepositoryUrl url, Predicate<String> isWanted)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("ls-remote"));
        if (!isWanted.test(HEAD)) {
            command.addAll(List.of("--heads", "--tags"));
        }
        command.addAll(List.of("--", url.text()));
        return git.read(outside, LONGEST, answer -> new RefReader(isWanted).read(answer), command);
    }
}
