package dev.waybill.vcs.refs;

import dev.waybill.vcs.Sha;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

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

    public RemoteRefs {
        shas = Collections.unmodifiableSortedMap(new TreeMap<>(shas));
        unusable = List.copyOf(unusable);
    }
}
