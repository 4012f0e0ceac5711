package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.ReleaseStore;
import dev.waybill.store.Db;
import org.jspecify.annotations.Nullable;

/**
 * A deploy among those of its environment, as they are now.
 *
 * @param live what is live there; null if nothing is
 * @param running what runs there, perhaps the deploy itself; null if nothing does
 * @param before the last good version before the running or else the live one; null if there is none
 */
public record Situation(
        Deploy deploy,
        @Nullable Deploy live,
        @Nullable Deploy running,
        @Nullable Deploy before) {
    public static Situation of(Db db, Deploy deploy) {
        return db.read(handle -> {
            var live = ReleaseStore.live(handle, deploy.lane()).orElse(null);
            var running = DeployStore.running(handle, deploy.lane()).orElse(null);
            var from = running != null && running.isDeploy() ? running : live;
            var before = from == null
                    ? null
                    : ReleaseStore.goodBefore(handle, deploy.lane(), from).orElse(null);
            return new Situation(deploy, live, running, before);
        });
    }

    /** Whether the deploy has put live what is live. */
    public boolean isLive() {
        return live != null && live.id().equals(deploy.id());
    }

    /** Whether it is over without success, after its commands may have changed something. */
    public boolean hasBroken() {
        return deploy.state() instanceof Deploy.Finished finished
                && finished.startedAt() != null
                && switch (finished.outcome()) {
                    case FAILED, TIMED_OUT, INTERRUPTED, CANCELLED -> true;
                    case SUCCEEDED, SUPERSEDED -> false;
                };
    }

    /** The live commit as forms remember it. */
    public String liveSha() {
        return live == null || live.sha() == null ? "none" : live.sha().hex();
    }

    /** A version in short. */
    public static String version(Deploy deploy) {
        return deploy.sha() == null ? deploy.ref() : deploy.sha().abbreviated();
    }
}
