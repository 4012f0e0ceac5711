package dev.waybill.checks;

import dev.waybill.apps.App;
import dev.waybill.repositories.Remotes;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Asks git. Contacts the repository only if the commit is not in the mirror. */
public record GitCommitTimes(Sources sources, Remotes remotes) implements CommitTimes {
    private static final ChangeQuery ONE = new ChangeQuery(List.of(), Map.of(), List.of(), 1);

    @Override
    public Instant of(App app, Sha sha) throws IOException, InterruptedException {
        var commits = sources.changes(remotes.of(app.config(), app.id()), null, sha, ONE)
                .commits()
                .first();
        if (commits.isEmpty()) {
            throw new IOException(
                    "the repository of %s does not have commit %s".formatted(app.name(), sha.abbreviated()));
        }
        return commits.getFirst().committed();
    }
}
