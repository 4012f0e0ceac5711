package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.deploys.Deploy;
import dev.waybill.origins.Origins;
import dev.waybill.repositories.Remotes;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The commits that deploys bring. Thread-safe; blocks. */
public record ChangeSummaries(Sources sources, Remotes remotes, Origins origins) {
    private static final int SHOWN = 50;

    /** Unknown for the first deploy of an environment, one that does not know its commit, and while the repository does not respond. */
    NoticeChanges of(App app, Deploy deploy, UnaryOperator<String> mask) throws InterruptedException {
        var from = deploy.previousSha();
        var to = deploy.sha();
        if (from == null || to == null) {
            return NoticeChanges.UNKNOWN;
        }
        var url = origins.links(app).compare(from, to).orElse(null);
        try {
            var query = new ChangeQuery(app.config().changes().paths(), Map.of(), List.of(), SHOWN);
            var changes = sources.changes(remotes.of(app.config(), app.id()), from, to, query);
            if (changes.missing() != null) {
                return new NoticeChanges(null, List.of(), url);
            }
            var commits = changes.commits().first().stream()
                    .map(it -> new NoticeCommit(
                            it.sha().hex(), mask.apply(it.title()), mask.apply(it.author()), mask.apply(it.email())))
                    .toList();
            return new NoticeChanges(changes.commits().count(), commits, url);
        } catch (IOException e) {
            return new NoticeChanges(null, List.of(), url);
        }
    }
}
