package dev.waybill.apps.config.text;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Sizes as people write them: {@code 1GiB}, {@code 500MB}, or a number of bytes. */
public final class Sizes {
    public static final String RULE = "must be a size such as 500MB, 256MiB or 1GiB, or a number of bytes";

    private static final Pattern SIZE = Pattern.compile("(\\d{1,12}) ?(?:([KMGT])(i?)B?|B)?");
    private static final String UNITS = "KMGT";

    private Sizes() {}

    /** In bytes; empty if it is not a size above zero. */
    public static Optional<Long> parse(String text) {
        var matcher = SIZE.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var size = Long.parseLong(matcher.group(1));
        var step = "i".equals(matcher.group(3)) ? 1024 : 1000;
        var unit = matcher.group(2);
        for (var i = 0; unit != null && i <= UNITS.indexOf(unit) && size <= Long.MAX_VALUE / step; i++) {
            size *= step;
        }
        return Optional.of(size).filter(it -> it > 0);
    }

    /** Such as {@code 1 GiB} or {@code 1.5 MiB}. */
    public static String text(long bytes) {
        var unit = -1;
        var size = (double) bytes;
        while (size >= 1024 && unit < UNITS.length() - 1) {
            size /= 1024;
            unit++;
        }
        return unit < 0
                ? bytes + " bytes"
                : String.format(
                        Locale.ROOT, size == Math.rint(size) ? "%.0f %siB" : "%.1f %siB", size, UNITS.charAt(unit));
    }
}
