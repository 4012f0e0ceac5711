package dev.waybill.web.locks;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.errors.Invalid;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.web.frame.Fields;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** Reads the form for a lock, by the rules of the API. */
final class LockFields {
    private static final int LONGEST_REASON = 2_000;

    private final Fields fields;
    private final Instant now;
    private final Map<String, String> mistakes = new LinkedHashMap<>();

    LockFields(Fields fields, Instant now) {
        this.fields = fields;
        this.now = now;
    }

    /** @throws Invalid with all mistakes by field */
    Locks.Wish wish(boolean steals) {
        var kind = Lock.Kind.find(fields.find("kind").orElse("hard"));
        var wish = new Locks.Wish(kind.orElse(Lock.Kind.HARD), reason(), end(), steals);
        if (kind.isEmpty()) {
            mistakes.put("kind", "Choose whom the lock holds back");
        }
        if (!mistakes.isEmpty()) {
            throw Invalid.fields(mistakes);
        }
        return wish;
    }

    private String reason() {
        var reason = fields.find("reason").orElse("");
        if (reason.isEmpty()) {
            mistakes.put("reason", "Say why, so that others know whether to wait or to ask");
        } else if (reason.length() > LONGEST_REASON || reason.indexOf('\0') >= 0) {
            mistakes.put("reason", "Use at most 2,000 characters");
        }
        return reason;
    }

    private Instant end() {
        var time = fields.find("time").orElse("2h");
        if (time.equals("tonight")) {
            return now.atZone(zone())
                    .toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(zone())
                    .toInstant();
        }
        var length = Durations.parse(time.equals("custom") ? fields.find("for").orElse("") : time);
        if (length.isEmpty()) {
            mistakes.put("expires", "Use a duration such as 30m, 2h, 1h30m or 7d");
        }
        return length.map(now::plus).orElse(now);
    }

    /** The reader's, if the browser has told it. */
    private ZoneId zone() {
        try {
            return ZoneId.of(fields.find("zone").orElse("Z"));
        } catch (DateTimeException e) {
            return ZoneOffset.UTC;
        }
    }
}
