package dev.waybill.api.locks;

import dev.waybill.api.input.Input;
import dev.waybill.apps.config.text.Durations;
import dev.waybill.errors.Invalid;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.spi.Time;
import io.javalin.http.Context;
import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads requests for locks. */
public final class LockInput {
    private static final String KINDS = "must be one of "
            + Arrays.stream(Lock.Kind.values()).map(Lock.Kind::word).collect(Collectors.joining(", "));

    private final Locks locks;
    private final Time time;

    public LockInput(Locks locks, Time time) {
        this.locks = locks;
        this.time = time;
    }

    Locks.Wish wish(Context ctx) throws IOException {
        var input = Input.of(ctx);
        var reason = input.required("reason");
        var kind = kind(input);
        var steals = input.flag("steal");
        var expires = expires(input);
        input.check();
        return new Locks.Wish(kind, reason, expires == null ? locks.usualEnd() : expires, steals);
    }

    /** The new expiry of an existing lock. */
    Instant end(Context ctx) throws IOException {
        var input = Input.of(ctx);
        var expires = expires(input);
        input.check();
        if (expires == null) {
            throw Invalid.fields(Map.of("for", "is missing; give either for or expires"));
        }
        return expires;
    }

    String newHolder(Context ctx) throws IOException {
        var input = Input.of(ctx);
        var to = input.required("to");
        input.check();
        return to;
    }

    private static Lock.Kind kind(Input input) {
        var word = input.textOrNull("kind");
        if (word == null) {
            return Lock.Kind.HARD;
        }
        return Lock.Kind.find(word).orElseGet(() -> {
            input.mistake("kind", KINDS);
            return Lock.Kind.HARD;
        });
    }

    /** A time, or a duration from now; null if neither was given. */
    private @Nullable Instant expires(Input input) {
        var expires = input.time("expires");
        var length = input.textOrNull("for");
        if (length == null) {
            return expires;
        }
        if (input.textOrNull("expires") != null) {
            return input.mistake("for", "was given together with expires; give only one of them");
        }
        var parsed = Durations.parse(length);
        return parsed.isPresent() ? time.now().plus(parsed.get()) : input.mistake("for", Durations.RULE);
    }
}
