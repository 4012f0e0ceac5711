package dev.waybill.keeping;

import dev.waybill.access.Place;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A workspace that stays on the disk of a node.
 *
 * @param node the id of that node
 * @param name of its directory; unique on the node
 * @param deploy the last one that ran in it
 * @param number the number of that deploy; 0 if it was deleted
 * @param app the name of its app; null if the app was deleted
 * @param isLeaving whether its node is to remove it
 */
public record KeptWorkspace(
        String node,
        String name,
        DeployId deploy,
        int number,
        Lane lane,
        @Nullable String app,
        Kind kind,
        Instant at,
        boolean isLeaving) {
    /** Why it stays. */
    public enum Kind {
        /** The next deploy of its lane begins with it. */
        WARM,
        /** People may want to look at it, because the deploy failed. */
        FAILED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The environment of its app, for permission checks. */
    public Place place() {
        return Place.of("%s/%s".formatted(app, lane.environment()), lane.app().value(), lane.environment());
    }
}
