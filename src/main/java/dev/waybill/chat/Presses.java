package dev.waybill.chat;

import dev.waybill.chat.grammar.DeployName;
import dev.waybill.chat.grammar.Sentence;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Outcome;
import dev.waybill.errors.Conflict;
import dev.waybill.store.Db;

/**
 * Buttons under the messages of deploys. Messages stay in a room for years, so a button only does what it was for then: what came
 * later is not changed.
 */
public final class Presses {
    private final Db db;
    private final Orders orders;

    public Presses(Db db, Orders orders) {
        this.db = db;
        this.orders = orders;
    }

    Reply press(Press press, Deploy deploy, Message message) throws InterruptedException {
        return switch (press) {
            case CANCEL -> {
                requireUnfinished(deploy);
                yield orders.cancel(new Sentence.Cancel(name(deploy)), message);
            }
            case RETRY -> {
                requireLast(deploy, "retry");
                yield orders.retry(deploy, message);
            }
            case ROLLBACK -> {
                requireLast(deploy, "roll back");
                requireSucceeded(deploy);
                yield orders.rollback(
                        new Sentence.Rollback(deploy.appName(), deploy.environment(), null, false, false, null),
                        message);
            }
        };
    }

    private static DeployName name(Deploy deploy) {
        return new DeployName(deploy.appName(), deploy.environment(), deploy.number());
    }

    private static void requireUnfinished(Deploy deploy) {
        if (deploy.state() instanceof Deploy.Finished) {
            throw new Conflict("conflict", "%s is over: it %s".formatted(deploy.name(), Lines.state(deploy)));
        }
    }

    /** What was live before is still live otherwise, and a rollback would leave that. */
    private static void requireSucceeded(Deploy deploy) {
        if (!(deploy.state() instanceof Deploy.Finished finished && finished.outcome() == Outcome.SUCCEEDED)) {
            throw new Conflict(
                    "conflict",
                    "%s did not succeed, so there is nothing to go back from: it %s"
                            .formatted(deploy.name(), Lines.state(deploy)));
        }
    }

    private void requireLast(Deploy deploy, String what) {
        var last = db.read(handle -> DeployStore.lastNumber(handle, deploy.lane()));
        if (last != deploy.number()) {
            throw new Conflict(
                    "conflict",
                    "%s is no longer the last deploy of its environment, %s/%s#%d is; to %s, say so"
                            .formatted(deploy.name(), deploy.appName(), deploy.environment(), last, what));
        }
    }
}
