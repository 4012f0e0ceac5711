package dev.waybill.api.logs;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The part of a body that the header {@code Range} requests (RFC 9110, section 14). A header with several ranges is ignored,
 * which the RFC allows.
 *
 * @param from the first byte
 * @param end the offset after the last byte
 */
record ByteRange(long from, long end) {
    private static final Pattern ONE = Pattern.compile("bytes=([0-9]{1,18})-([0-9]{1,18})?");
    private static final Pattern LAST = Pattern.compile("bytes=-([0-9]{1,18})");

    /** Empty if the header is not a single range; an empty range if it cannot be satisfied. */
    static Optional<ByteRange> of(String header, long length) {
        var one = ONE.matcher(header);
        if (one.matches()) {
            var last = one.group(2) == null ? Long.MAX_VALUE - 1 : Long.parseLong(one.group(2));
            return Optional.of(new ByteRange(Long.parseLong(one.group(1)), Math.min(length, last + 1)));
        }
        var tail = LAST.matcher(header);
        return tail.matches()
                ? Optional.of(new ByteRange(Math.max(0, length - Long.parseLong(tail.group(1))), length))
                : Optional.empty();
    }

    boolean isEmpty() {
        return from >= end;
    }
}
