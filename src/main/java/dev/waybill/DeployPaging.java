package dev.waybill;

import dev.waybill.events.Feed;
import dev.waybill.http.lines.LineStream;
import dev.waybill.web.commits.CommitPages;
import dev.waybill.web.deploys.ApiPages;
import dev.waybill.web.deploys.ArtifactPages;
import dev.waybill.web.deploys.ChangePages;
import dev.waybill.web.deploys.ConfigPages;
import dev.waybill.web.deploys.DeployPages;
import dev.waybill.web.deploys.EventPages;
import dev.waybill.web.deploys.Failures;
import dev.waybill.web.deploys.GatePages;
import dev.waybill.web.deploys.History;
import dev.waybill.web.deploys.LogPages;
import dev.waybill.web.deploys.Tops;
import dev.waybill.web.deploys.actions.ActionPages;
import dev.waybill.web.deploys.actions.Hands;
import dev.waybill.web.deploys.actions.RollbackPreviews;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.shown.DeployRows;
import dev.waybill.web.signin.SignIn;
import java.util.List;

/** Wires the pages of deploys and commits. */
final class DeployPaging {
    private DeployPaging() {}

    static List<PageGroup> of(Foundation foundation, Site site, Engine engine, DeployRows rows, SignIn signIn) {
        var db = foundation.db();
        var apps = foundation.apps();
        var looking = engine.looking();
        var keeping = engine.running().kept().keeping();
        var failures = new Failures(db, apps, foundation.logs(), keeping, site.nodes());
        var tops = new Tops(db, engine.deploys(), rows, site.nodes(), failures);
        var lines = new LineStream(foundation.logs(), foundation.time());
        var history = new History(db, new Feed(db));
        return List.of(
                new DeployPages(tops, foundation.logs()),
                new LogPages(engine.deploys(), foundation.logs(), lines, signIn),
                new ArtifactPages(engine.deploys(), engine.running().artifacts()),
                new ChangePages(tops, apps, looking.comparisons(), looking.tracing()),
                new GatePages(tops, history),
                new ConfigPages(tops, apps, site.url()),
                new EventPages(tops, history),
                new ApiPages(tops, site.url()),
                new ActionPages(db, engine.deploys(), hands(foundation, engine)),
                new CommitPages(apps, looking.searching(), site.origins(), foundation.time()));
    }

    private static Hands hands(Foundation foundation, Engine engine) {
        var looking = engine.looking();
        var asking = engine.asking();
        return new Hands(
                foundation.apps(),
                engine.running().cancellations(),
                asking.requests(),
                asking.verdicts(),
                new RollbackPreviews(foundation.apps(), asking.dryRuns(), looking.comparisons(), looking.tracing()));
    }
}
