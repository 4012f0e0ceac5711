package dev.waybill.lanes;

import dev.waybill.ancestry.Kinships;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.store.Db;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds out how the commits of pending deploys relate to others, so that the gates can decide. Thread-safe. */
public final class Learning {
    private static final Logger LOG = LoggerFactory.getLogger(Learning.class);

    /** For how many blocked deploys repositories are asked at once. */
    private static final int MOST = 4;

    private final Db db;
    private final Apps apps;
    private final Kinships kinships;
    private final Patience patience;
    private final Executor threads;
    private final Set<DeployId> asking = ConcurrentHashMap.newKeySet();

    public Learning(Db db, Apps apps, Kinships kinships, Patience patience, Executor threads) {
        this.db = db;
        this.apps = apps;
        this.kinships = kinships;
        this.patience = patience;
        this.threads = threads;
    }

    /**
     * Finds out the missing relations of a deploy whose turn has come, from the local mirror if it has both commits, or else
     * from the repository. Does not block. For deploys that are blocked anyway, only a few lookups run at once.
     *
     * @param then what to do once they are known; runs on the same thread
     */
    void learn(LaneQueue.Judged judged, Runnable then) {
        var deploy = judged.deploy();
        var sha = deploy.sha();
        patience.asked(deploy.id(), judged.blockers());
        if (sha != null && (judged.hasItsTurn() || asking.size() < MOST) && asking.add(deploy.id())) {
            threads.execute(() -> {
                if (isLearned(deploy, sha)) {
                    then.run();
                }
            });
        }
    }

    private boolean isLearned(Deploy deploy, Sha sha) {
        try {
            var kin = kinships.find(apps.config(deploy.app(), deploy.appVersion()), deploy.lane(), sha);
            db.writeLazily(tx -> {
                kin.store(tx);
                return kin;
            });
            return !kin.isEmpty();
        } catch (IOException | RuntimeException e) {
            LOG.warn(
                    "deploy={} {} waits: the repository could not be asked how {} relates to what is live: {}",
                    deploy.id(),
                    deploy.name(),
                    sha.abbreviated(),
                    e.getMessage());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is shutting down; its next start asks again
            return false;
        } finally {
            asking.remove(deploy.id());
        }
    }
}
