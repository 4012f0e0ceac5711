package dev.waybill.triggers;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Looks into commits that might be deployed to a lane. Its methods block.
 *
 * @param live what is live; null if nothing is
 * @param failed what automation does not deploy again
 * @param paths globs of the files that belong to the app; empty for all
 */
record Inspection(Sources sources, Remote remote, @Nullable Sha live, Set<Sha> failed, List<String> paths) {
    /** The words in brackets, in the first line of a message. */
    private static final List<String> MARKERS = List.of("deploy skip", "skip deploy");

    /** The marker that asks not to deploy a commit by itself, such as {@code [deploy skip]}. */
    Optional<String> marker(Sha sha) throws IOException, InterruptedException {
        var labels = sources.changes(remote, null, sha, new ChangeQuery(List.of(), Map.of(), MARKERS, 1))
                .labels();
        return labels.stream().findFirst().map("[%s]"::formatted);
    }

    /** Whether a commit changes any file of the app, or that is unknown. */
    boolean concerns(Sha sha) throws IOException, InterruptedException {
        if (live == null || paths.isEmpty()) {
            return true;
        }
        var changes = sources.changes(remote, live, sha, new ChangeQuery(paths, Map.of(), List.of(), 1));
        return changes.missing() != null || changes.files().count() > 0;
    }

    /**
     * How far one deploy goes on the way to a commit: as far as it may, but never to a commit that would not be deployed by itself,
     * since nothing newer would then be deployed either. For that it goes less far, or else farther.
     *
     * @param most how many commits it may bring; null for any number
     */
    Sha part(Sha target, @Nullable Integer most) throws IOException, InterruptedException {
        if (live == null || most == null) {
            return target;
        }
        var way = sources.firstParents(remote, live, target);
        if (way.size() <= most || !concerns(target)) {
            return target;
        }
        var usual = most - 1;
        var first = firstOfConcern(way, usual);
        for (var i = usual; i >= 0 && first == usual; i--) {
            if (isEnd(way.get(i)) && (i == usual || concerns(way.get(i)))) {
                return way.get(i);
            }
        }
        for (var i = first; i < way.size(); i++) {
            if (isEnd(way.get(i)) && (i == first || concerns(way.get(i)))) {
                return way.get(i);
            }
        }
        return target;
    }

    private boolean isEnd(Sha sha) throws IOException, InterruptedException {
        return !failed.contains(sha) && marker(sha).isEmpty();
    }

    /** By halving, since what concerns the app mostly goes on to do so; the last commit is known to. */
    private int firstOfConcern(List<Sha> way, int from) throws IOException, InterruptedException {
        if (concerns(way.get(from))) {
            return from;
        }
        var without = from;
        var with = way.size() - 1;
        while (with - without > 1) {
            var middle = (without + with) >>> 1;
            if (concerns(way.get(middle))) {
                with = middle;
            } else {
                without = middle;
            }
        }
        return with;
    }
}
