package dev.waybill.checks;

import dev.waybill.apps.AppId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** What this server is asking. Bounded for each app, so that a host that hangs keeps no other app waiting. Thread-safe. */
final class Underway {
    private static final int MOST_OF_AN_APP = 16;
    private static final int MOST = 1_000;

    private final Set<CheckKey> keys = new HashSet<>();
    private final Map<AppId, Integer> ofApps = new HashMap<>();

    synchronized boolean has(CheckKey key) {
        return keys.contains(key);
    }

    /** False if it is under way already, or too many are. */
    synchronized boolean enter(CheckKey key) {
        if (keys.size() >= MOST || ofApps.getOrDefault(key.app(), 0) >= MOST_OF_AN_APP || !keys.add(key)) {
            return false;
        }
        ofApps.merge(key.app(), 1, Integer::sum);
        return true;
    }

    synchronized void leave(CheckKey key) {
        if (keys.remove(key)) {
            ofApps.computeIfPresent(key.app(), (_, count) -> count == 1 ? null : count - 1);
        }
    }
}
