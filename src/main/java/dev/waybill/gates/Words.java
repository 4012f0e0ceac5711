package dev.waybill.gates;

import dev.waybill.wire.Times;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Phrases of the blockers' messages. */
final class Words {
    private static final DateTimeFormatter SECOND =
            DateTimeFormatter.ofPattern("HH:mm:ss 'UTC'").withZone(ZoneOffset.UTC);

    private Words() {}

    static String abbreviated(String sha) {
        return sha.substring(0, 7);
    }

    static String second(Instant time) {
        return SECOND.format(time);
    }

    /** Such as: the commit contains 1234567, which ann rolled back in shop/production on … */
    static String quarantined(String place, Facts.Quarantined bad) {
        var judgement = bad.judgement();
        return "the commit contains %s, which %s %s in %s on %s%s"
                .formatted(
                        abbreviated(bad.sha()),
                        judgement.by(),
                        switch (judgement.cause()) {
                            case JUDGED -> "judged faulty";
                            case ROLLBACK -> "rolled back";
                        },
                        place,
                        Times.minute(judgement.at()),
                        judgement.reason() == null ? "" : ": \"%s\"".formatted(judgement.reason()));
    }
}
