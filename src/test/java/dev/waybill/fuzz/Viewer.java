package dev.waybill.fuzz;

import java.util.List;

/**
 * Somebody who asks.
 *
 * @param session what their browser shows
 * @param apps those that they ask for
 * @param unseen words that stand only in what their token may not see
 */
record Viewer(
        String name, String token, String session, List<String> apps, List<String> environments, List<String> unseen) {}
