package dev.waybill.web.deploys.actions;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Outcome;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How to get from what a deploy did back to an earlier version.
 *
 * @param to the deploy whose version comes back; null if there is no way
 * @param why there is none; empty if there is one
 */
public record WayBack(Kind kind, @Nullable Deploy to, String why) {
    /** The ways. */
    public enum Kind {
        /** The live version is left for the last good one before it. */
        LEAVE,
        /** The deploy is cancelled, and its version left. */
        CANCEL,
        /** The environment goes back to the version of this deploy. */
        RETURN,
        /** The deploy failed: what is recorded as live is deployed once more. */
        RESTORE,
        NONE
    }

    public static WayBack of(Situation now) {
        var deploy = now.deploy();
        if (!deploy.isDeploy()) {
            return none("A task puts no version live, so there is nothing to roll back");
        }
        return switch (deploy.state()) {
            case Deploy.Pending _ -> none("It has not started yet");
            case Deploy.Running _ -> to(Kind.CANCEL, now.before());
            case Deploy.Finished finished -> ofFinished(now, deploy, finished);
        };
    }

    private static WayBack ofFinished(Situation now, Deploy deploy, Deploy.Finished finished) {
        var live = now.live();
        if (now.running() != null) {
            return none("%s is running; wait for its end, or roll back from its page"
                    .formatted(now.running().name()));
        }
        if (live == null) {
            return none("Nothing else was ever live in %s".formatted(deploy.environment()));
        }
        if (finished.outcome() == Outcome.SUCCEEDED) {
            return Objects.equals(live.sha(), deploy.sha()) ? to(Kind.LEAVE, now.before()) : to(Kind.RETURN, deploy);
        }
        if (finished.startedAt() == null || live.number() > deploy.number()) {
            return none(
                    "It has left nothing in %s: %s is live".formatted(deploy.environment(), Situation.version(live)));
        }
        return Objects.equals(live.sha(), deploy.sha()) ? to(Kind.LEAVE, now.before()) : restore(live);
    }

    private static WayBack restore(Deploy live) {
        return live.isExternal()
                ? none("The command of %s is only known where it ran; run it again there".formatted(live.name()))
                : to(Kind.RESTORE, live);
    }

    private static WayBack to(Kind kind, @Nullable Deploy to) {
        return to == null ? none("There is no good version before it") : new WayBack(kind, to, "");
    }

    private static WayBack none(String why) {
        return new WayBack(Kind.NONE, null, why);
    }

    /** The label of the button. */
    public String label() {
        return to == null ? "Roll back…" : "Roll back to %s…".formatted(Situation.version(to));
    }
}
