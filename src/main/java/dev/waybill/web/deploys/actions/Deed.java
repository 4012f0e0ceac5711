package dev.waybill.web.deploys.actions;

import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.shown.DeployPaths;
import org.jspecify.annotations.Nullable;

/** Something that people can do with a deploy. It has a page that asks first, and is done by the same door as at the API. */
interface Deed {
    /** The end of its path, such as {@code cancel}. */
    String name();

    /** The permission that it needs at the deploy's environment. */
    default Right right() {
        return Right.DEPLOY;
    }

    /** What the page says and asks, as things are now. Does not fail because of them. */
    Dialog ask(Asked asked) throws InterruptedException;

    /** Does it. Its failures are shown on the page that asked. */
    Action.Done carryOut(Asked asked, Answer answer) throws InterruptedException;

    /**
     * What somebody answered.
     *
     * @param key tells this answer from others, so that it counts once however often it is sent
     */
    record Answer(Fields fields, String key) {
        @Nullable
        String reason() {
            return fields.find("reason").orElse(null);
        }

        /** What was seen when it was asked. */
        String seen(String name) {
            return fields.require("seen-" + name);
        }
    }

    /** Goes to a deploy and says something there. */
    static Action.Done at(Deploy deploy, String notice) {
        return new Action.Done(DeployPaths.of(deploy), notice.formatted(deploy.name()));
    }
}
