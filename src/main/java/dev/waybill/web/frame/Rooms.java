package dev.waybill.web.frame;

import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.events.Events;
import dev.waybill.http.Shared;
import dev.waybill.spi.Time;
import dev.waybill.store.Signals;
import io.javalin.http.Context;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** The pages that are open in browsers and follow what happens. Thread-safe. */
public final class Rooms {
    /** The parameter with the version of the page that a reader has. */
    private static final String SEEN = "seen";

    private final Signals signals;
    private final Time time;
    private final Shared<Key, Room> rooms = new Shared<>();

    /** Readers with equal keys see the same. */
    private record Key(String path, Map<String, List<String>> query, String user, Grant grant) {}

    public Rooms(Signals signals, Time time) {
        this.signals = signals;
        this.time = time;
    }

    /**
     * Keeps a page live for a reader; blocks until they leave, or sign out, or their permissions change.
     *
     * @param now the reader as the session knows them now; empty once it has ended
     */
    void follow(Context ctx, Visit visit, Callable<String> page, Supplier<Optional<Caller>> now) throws Exception {
        var caller = visit.caller();
        var key = new Key(visit.path(), parameters(visit), caller.user().name(), caller.grant());
        var room = rooms.enter(key, () -> new Room(page, time));
        try (var bell = signals.subscribe(Events.TOPIC)) {
            room.follow(
                    ctx,
                    bell,
                    seen(ctx),
                    () -> now.get()
                            .filter(it -> it.grant().equals(caller.grant()))
                            .isPresent());
        } finally {
            rooms.leave(key);
        }
    }

    /** What the reader says to have: after a lost connection the last update, before that the page. */
    private static long seen(Context ctx) {
        var version = Optional.ofNullable(ctx.header("Last-Event-ID")).orElseGet(() -> ctx.queryParam(SEEN));
        try {
            return version == null ? 0 : Long.parseLong(version);
        } catch (NumberFormatException e) {
            return 0; // gets the whole page
        }
    }

    private static Map<String, List<String>> parameters(Visit visit) {
        var parameters = new HashMap<>(visit.query());
        parameters.remove(SEEN);
        return parameters;
    }
}
