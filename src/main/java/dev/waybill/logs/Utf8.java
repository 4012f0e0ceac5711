package dev.waybill.logs;

/** Finds where characters of UTF-8 begin and end, so that none is cut. */
final class Utf8 {
    /** The maximum number of bytes of a character. */
    static final int LONGEST = 4;

    private Utf8() {}

    /** The number of bytes of an incomplete character at the end of a range: 0 to 3. */
    static int unfinished(byte[] bytes, int from, int to) {
        for (var back = 1; back < LONGEST && to - back >= from; back++) {
            var value = bytes[to - back] & 0xff;
            if (value < 0x80) {
                return 0;
            }
            if (value >= 0xc0) {
                return length(value) > back ? back : 0;
            }
        }
        return 0;
    }

    /** The first position, from the given one, at which a character begins. */
    static int nextStart(byte[] bytes, int position) {
        var at = position;
        while (at < bytes.length && at < position + LONGEST - 1 && (bytes[at] & 0xc0) == 0x80) {
            at++;
        }
        return at;
    }

    private static int length(int first) {
        return first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : 2;
    }
}
