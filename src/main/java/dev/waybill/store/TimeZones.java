package dev.waybill.store;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;
import java.util.Set;
import java.util.TimeZone;
import java.util.regex.Pattern;

/**
 * The driver of PostgreSQL tells it the name of this program's time zone, and is turned away where PostgreSQL has another name for it,
 * or none: Java has some names that nobody else has, such as AET for Australia/Sydney.
 */
final class TimeZones {
    /** As the tz database names them. */
    private static final Pattern PLACE =
            Pattern.compile("(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Etc|Europe|Indian|Pacific)/.+");

    /** Which both have, or the driver translates. */
    private static final Set<String> KNOWN = Set.of("UTC", "GMT", "Z");

    private TimeZones() {}

    /** Gives the time zone of this program a name that PostgreSQL has, too; what time it is stays the same. */
    static void agree() {
        var present = TimeZone.getDefault();
        var common = common(present);
        if (!common.equals(present.getID())) {
            TimeZone.setDefault(TimeZone.getTimeZone(common));
        }
    }

    /** The name of a zone that is the same everywhere; that of its distance from Greenwich if there is none. */
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
