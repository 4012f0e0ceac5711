package dev.waybill.triggers;

import dev.waybill.gates.AutomationBlockers;
import dev.waybill.gates.Blocker;
import dev.waybill.repositories.Remotes;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Looks into commits: whether they change anything that belongs to the app, and how far one deploy may go. Thread-safe; blocks. */
final class Contents {
    private final Sources sources;
    private final Remotes remotes;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    Contents(Sources sources, Remotes remotes) {
        this.sources = sources;
        this.remotes = remotes;
    }

    /**
     * @param live what is live; null if nothing is
     * @param failed what automation does not deploy again
     */
    private record Asked(
            @Nullable Sha live,
            Set<Sha> failed,
            Sha target,
            List<String> paths,
            @Nullable Integer most) {}

    /**
     * What there is to say about a commit.
     *
     * @param target the commit to deploy: the one that was asked for, or one on the way to it
     */
    record Verdict(Sha target, Optional<Blocker> blocker) {}

    private record Answer(Asked asked, Verdict verdict) {}

    /** @throws IOException if the repository has to be asked, and does not answer */
    Verdict of(Lookout lookout, @Nullable Sha live, Set<Sha> failed, Sha target)
            throws IOException, InterruptedException {
        var asked = new Asked(
                live, failed, target, paths(lookout), lookout.config().limits().maxCommits());
        var known = answers.get(lookout.place());
        if (known != null && known.asked().equals(asked)) {
            return known.verdict();
        }
        var verdict = ask(lookout, asked);
        answers.put(lookout.place(), new Answer(asked, verdict));
        return verdict;
    }

    private static List<String> paths(Lookout lookout) {
        var own = lookout.config().limits().paths();
        return own.isEmpty() ? lookout.app().config().changes().paths() : own;
    }

    private Verdict ask(Lookout lookout, Asked asked) throws IOException, InterruptedException {
        var remote = remotes.of(lookout.app().config(), lookout.app().id());
        var live = asked.live();
        var inspection = new Inspection(sources, remote, live, asked.failed(), asked.paths());
        var target = inspection.part(asked.target(), asked.most());
        var marker = inspection.marker(target);
        if (marker.isPresent()) {
            return new Verdict(target, Optional.of(new AutomationBlockers.SkipMarker(target.hex(), marker.get())));
        }
        return live == null || inspection.concerns(target)
                ? new Verdict(target, Optional.empty())
                : new Verdict(
                        target,
                        Optional.of(new AutomationBlockers.NoMatchingPaths(target.hex(), live.hex(), asked.paths())));
    }
}
