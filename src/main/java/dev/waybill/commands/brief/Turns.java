package dev.waybill.commands.brief;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How many commands of one kind of plug-in run at once: a few, and no app has all of them. Thread-safe. */
public final class Turns {
    public static final int MOST = 4;
    public static final int MOST_OF_AN_APP = 2;

    private final Semaphore all = new Semaphore(MOST, true);
    private final Map<String, Semaphore> ofApps = new ConcurrentHashMap<>();

    /** A turn, until it is closed. */
    public interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    /** Waits for a turn; null if there was none in that time. */
    public @Nullable Turn take(String app, long seconds) throws InterruptedException {
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
