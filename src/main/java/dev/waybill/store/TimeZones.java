package dev.waybill.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;

/**
 * PostgreSQL's driver sends the name of this program's time zone, and the connection is refused if PostgreSQL does not know it:
 * some names exist only in Java, such as AET for Australia/Sydney.
 */
final class TimeZones {
    /** The names in the tz database. */
    private static final Pattern PLACE =
            Pattern.compile("(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/.+");

    /** Names that both know, or that the driver translates. */
    private static final Set<String> KNOWN = Set.of("UTC", "GMT", "Z");

    private TimeZones() {}

    /** Gives the time zone of this program a name that PostgreSQL knows, for the same time. */
    static void agree() {
        var present = TimeZone.getDefault();
        var common = common(present);
        if (!common.equals(present.getID())) {
            TimeZone.setDefault(TimeZone.getTimeZone(common));
        }
    }

    /** A name of an equal zone that is known everywhere; its UTC offset if there is none. */
    static String common(TimeZone zone) {
        var id = zone.getID();
        if (PLACE.matcher(id).matches() || KNOWN.contains(id) || id.startsWith("GMT")) {
            return id;
        }
        var rules = zone.toZoneId().getRules();
        return Optional.of(zone.toZoneId().getId())
                .filter(real -> PLACE.matcher(real).matches())
                .or(() -> ZoneId.getAvailableZoneIds().stream()
                        .filter(other -> PLACE.matcher(other).matches())
                        .filter(other -> ZoneId.of(other).getRules().equals(rules))
                        .min(String::compareTo))
                .orElse(
                        rules.isFixedOffset()
                                ? "GMT" + rules.getOffset(Instant.EPOCH).getId()
                                : id);
    }
}
