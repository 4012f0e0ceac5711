package dev.waybill.ancestry;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import java.util.List;

/**
 * From one commit of a repository to another.
 *
 * @param paths globs; only commits that change a file that matches one of them count; empty for all
 */
public record Span(RepositoryUrl url, List<String> paths, Sha base, Sha target) {
    public Span {
        paths = List.copyOf(paths);
    }

    Kin.Pair pair() {
        return new Kin.Pair(base, target);
    }
}
