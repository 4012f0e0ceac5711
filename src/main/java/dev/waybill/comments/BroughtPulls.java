package dev.waybill.comments;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Origin;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.origins.Origins;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.Time;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the pull requests that deploys brought. Thread-safe; blocks. */
public record BroughtPulls(Apps apps, Sources sources, Remotes remotes, Origins origins, Time time) {
    /** Within this time after a merge, code hosts link commits and pull requests. A deploy can end seconds after it. */
    private static final Duration LINKED = Duration.ofMinutes(2);

    /**
     * The merged ones among the newest {@value Origins#MOST} commits. None if the commit that was live before is not in the repository any more.
     *
     * @throws IOException with a sentence, if the repository does not respond
     */
    Brought by(Deploy deploy) throws ForgeFailure, IOException, InterruptedException {
        var app = apps.app(deploy.app());
        var query = new ChangeQuery(app.config().changes().paths(), Map.of(), List.of(), Origins.MOST);
        var remote = remotes.of(app.config(), app.id());
        var commits = sources
                .changes(remote, deploy.previousSha(), Objects.requireNonNull(deploy.sha()), query)
                .commits()
                .first()
                .stream()
                .map(Commit::sha)
                .toList();
        var ended = deploy.state() instanceof Deploy.Finished finished ? finished.at() : time.now();
        return brought(app, commits, ended.plus(LINKED), ended);
    }

    private Brought brought(App app, List<Sha> commits, Instant linked, Instant ended)
            throws ForgeFailure, IOException, InterruptedException {
        var now = time.now();
        var since = now.isBefore(linked) ? ended : linked;
        var found = origins.of(app, commits, since.isBefore(now) ? since : now).values().stream()
                .map(BroughtPulls::merged)
                .toList();
        var isOpen = now.isBefore(linked) && found.stream().anyMatch(List::isEmpty);
        return new Brought(
                found.stream().flatMap(List::stream).distinct().sorted().toList(), isOpen ? linked : null);
    }

    private static List<Integer> merged(Origin origin) {
        return origin.pullRequests().stream()
                .filter(PullRequest::isMerged)
                .map(PullRequest::number)
                .toList();
    }
}
