package dev.waybill.comments;

import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Origin.PullRequest;
import dev.waybill.origins.Origins;
import dev.waybill.repositories.Remotes;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Commit;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Finds the pull requests that deploys brought. Thread-safe; blocks. */
public record BroughtPulls(Apps apps, Sources sources, Remotes remotes, Origins origins) {
    /**
     * The numbers of the merged ones, in order. Empty if the commit that was live before is not in the repository any more.
     *
     * @throws IOException with a sentence, if the repository does not respond
     */
    List<Integer> by(Deploy deploy) throws ForgeFailure, IOException, InterruptedException {
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
        return origins.of(app, commits).values().stream()
                .flatMap(origin -> origin.pullRequests().stream())
                .filter(PullRequest::isMerged)
                .map(PullRequest::number)
                .distinct()
                .sorted()
                .toList();
    }
}
