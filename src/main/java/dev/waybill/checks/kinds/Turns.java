package dev.waybill.checks.kinds;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How many commands of checks run at once: a few, and no app has all of them. Thread-safe. */
final class Turns {
    static final int MOST = 4;
    static final int MOST_OF_AN_APP = 2;

    private final Semaphore all = new Semaphore(MOST, true);
    private final Map<String, Semaphore> ofApps = new ConcurrentHashMap<>();

    /** A turn, until it is closed. */
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn; null if there was none in that time. */
    @Nullable
    Turn take(String app, long seconds) throws InterruptedException {
        var ofApp = ofApps.computeIfAbsent(app, _ -> new Semaphore(MOST_OF_AN_APP, true));
        if (!ofApp.tryAcquire(seconds, TimeUnit.SECONDS)) {
            return null;
        }
        var hasTurn = false;
        try {
            hasTurn = all.tryAcquire(seconds, TimeUnit.SECONDS);
        } finally {
            if (!hasTurn) {
                ofApp.release();
            }
        }
        return hasTurn ? () -> release(ofApp) : null;
    }

    private void release(Semaphore ofApp) {
        all.release();
        ofApp.release();
    }
}
