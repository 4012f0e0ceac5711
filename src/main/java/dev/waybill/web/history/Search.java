package dev.waybill.web.history;

import dev.waybill.access.Grant;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds deploys that have ended. What no index answers is looked for among a limited number of deploys, so that a page is quick
 * however long the history is.
 */
final class Search {
    /** How many deploys are read to fill a page. */
    private static final int MOST = 500;

    private static final int AT_ONCE = 250;

    private final DeployStore deploys;
    private final Grant grant;

    Search(DeployStore deploys, Grant grant) {
        this.deploys = deploys;
        this.grant = grant;
    }

    /**
     * A part of the history, newest first.
     *
     * @param next where the rest begins, as {@code before}; null if there is none
     */
    record Found(List<Deploy> deploys, @Nullable Long next) {}

    /** May find fewer than asked for, or none, although there are more. */
    Found page(Facets facets, @Nullable Long before, int limit) {
        var atOnce = facets.isIndexed() ? limit + 1 : AT_ONCE;
        var found = new ArrayList<Deploy>();
        var from = before;
        for (var read = 0; read < MOST; ) {
            var slice = deploys.list(facets.filter(grant, from, atOnce));
            for (var deploy : slice.rows()) {
                if (found.size() == limit) {
                    return new Found(found, from);
                }
                if (facets.matches(deploy)) {
                    found.add(deploy);
                }
                from = deploy.id().value();
            }
            read += atOnce;
            if (slice.rows().size() < atOnce && !slice.goesOn()) {
                return new Found(found, null);
            }
        }
        return new Found(found, from);
    }
}
