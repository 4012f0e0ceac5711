package dev.waybill.web.frame;

import dev.waybill.http.EventStream;
import dev.waybill.spi.Time;
import dev.waybill.store.Signals;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The readers of one page who see the same. The page is rendered once for all of them when something has happened, at most once
 * a second, and each gets what has changed since what they have. Thread-safe.
 */
final class Room {
    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** A reader who missed more gets the whole page. */
    private static final int REMEMBERED = 5;

    private final Callable<String> page;
    private final Time time;
    private final Deque<Rendering> known = new ArrayDeque<>();

    private long ring = -1;
    private Duration last = Duration.ofDays(-1);

    /** @param page renders the page for its readers */
    Room(Callable<String> page, Time time) {
        this.page = page;
        this.time = time;
    }

    /** Sends what changes to a reader; blocks until the reader leaves or the server stops. */
    void follow(Context ctx, Signals.Subscription bell, long version, BooleanSupplier isAuthorized) throws Exception {
        try {
            var stream = EventStream.open(ctx, bell, isAuthorized);
            var seen = version;
            do {
                var rendering = current(bell);
                var news = since(seen, rendering);
                if (!news.isEmpty()) {
                    stream.send("page", rendering.version(), news);
                    stream.flush();
                }
                seen = rendering.version();
            } while (stream.await());
        } catch (IOException e) {
            return; // the reader has left
        }
    }

    private synchronized Rendering current(Signals.Subscription bell) throws Exception {
        var newest = known.peekFirst();
        if (newest != null && ring == bell.lastRing()) {
            return newest;
        }
        time.sleep(PAUSE.minus(time.sinceBoot().minus(last)));
        ring = bell.lastRing(); // before the page reads, so that nothing after it is missed
        last = time.sinceBoot();
        var rendering = Rendering.of(page.call());
        if (newest == null || newest.version() != rendering.version()) {
            known.addFirst(rendering);
        }
        if (known.size() > REMEMBERED) {
            known.removeLast();
        }
        return rendering;
    }

    private synchronized String since(long version, Rendering rendering) {
        if (version == rendering.version()) {
            return "";
        }
        var old = find(version);
        return old == null ? rendering.whole() : rendering.since(old);
    }

    private @Nullable Rendering find(long version) {
        return known.stream()
                .filter(rendering -> rendering.version() == version)
                .findFirst()
                .orElse(null);
    }
}
