package dev.waybill.web.deploys;

import dev.waybill.access.Caller;
import dev.waybill.ancestry.KinshipStore;
import dev.waybill.ancestry.Relation;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.nodes.Nodes;
import dev.waybill.store.Db;
import dev.waybill.vcs.Kinship;
import dev.waybill.web.deploys.actions.Controls;
import dev.waybill.web.deploys.actions.Situation;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployPaths;
import dev.waybill.web.shown.DeployRows;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepares what stands at the top of a deploy. Thread-safe. */
public final class Tops {
    private final Db db;
    private final DeployStore deploys;
    private final DeployRows rows;
    private final Nodes nodes;
    private final Failures failures;

    public Tops(Db db, DeployStore deploys, DeployRows rows, Nodes nodes, Failures failures) {
        this.db = db;
        this.deploys = deploys;
        this.rows = rows;
        this.nodes = nodes;
        this.failures = failures;
    }

    /** What prepares rows. */
    DeployRows rows() {
        return rows;
    }

    /** The deploy that a visit names, for a visitor with permission to read it. */
    Top of(Visit visit, Tab tab) {
        return of(DeployPaths.find(deploys, visit.names(), visit.caller()), visit.caller(), tab);
    }

    private Top of(Deploy deploy, Caller caller, Tab tab) {
        var now = Situation.of(db, deploy);
        return new Top(
                rows.of(deploy),
                tab,
                now,
                Controls.of(now, caller),
                now.hasBroken() ? failures.of(now) : null,
                kinship(now),
                nodes.silentOf(deploy).orElse(null));
    }

    /** As far as the gates have found out. */
    private @Nullable Kinship kinship(Situation now) {
        var deploy = now.deploy();
        var sha = deploy.sha();
        var base = deploy.state() instanceof Deploy.Pending && now.live() != null
                ? now.live().sha()
                : deploy.previousSha();
        if (sha == null || base == null) {
            return null;
        }
        var kin = db.read(handle -> KinshipStore.of(handle, List.of(base), sha));
        return kin.relation(base, sha) instanceof Relation.Known(var kinship) ? kinship : null;
    }
}
