package dev.waybill.logs.text;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;

/** What a line seems to be. */
public enum LineKind {
    /** Any other. */
    PLAIN,
    /** Seems to warn. */
    WARNING,
    /** Seems to tell an error. */
    ERROR,
    /** One of Waybill's own, other than these. */
    OWN,
    /** One of Waybill's own that begins a step. */
    STEP,
    /** Begins a group. */
    GROUP,
    /** Begins a group, and ends the one before that began like this. */
    FLAT_GROUP,
    /** Ends a group. */
    END_GROUP;

    private static final String STEP_BEGINS = ">> step ";
    private static final String GROUP_BEGINS = "::waybill group ";
    /** As on GitHub, where groups are not nested. */
    private static final String FLAT_GROUP_BEGINS = "::group::";

    private static final Set<String> ENDS = Set.of("::waybill endgroup", "::endgroup::");
    /** The outcomes of deploys that went wrong, as Waybill's last line tells them. */
    private static final List<String> WRONG = List.of(">> failed", ">> timed out", ">> interrupted", ">> killed");

    /**
     * Looks at a line.
     *
     * @param head its beginning
     * @param isOwn whether Waybill wrote it
     */
    public static LineKind of(byte[] head, int length, boolean isOwn) {
        if (isOwn) {
            return ofOwn(text(head, length));
        }
        if (length > 2 && head[0] == ':' && head[1] == ':') {
            var text = text(head, length);
            if (text.startsWith(GROUP_BEGINS)) {
                return GROUP;
            } else if (text.startsWith(FLAT_GROUP_BEGINS)) {
                return FLAT_GROUP;
            } else if (ENDS.contains(text.strip())) {
                return END_GROUP;
            }
        }
        if (Bytes.arePlain(head, length)) {
            return Troubles.in(head, length);
        }
        var plain = new byte[length];
        return Troubles.in(plain, PlainText.strip(head, 0, length, plain));
    }

    private static LineKind ofOwn(String text) {
        return text.startsWith(STEP_BEGINS) ? STEP : WRONG.stream().anyMatch(text::startsWith) ? ERROR : OWN;
    }

    /** The name in a line that begins a group or step. */
    public static String name(byte[] head, int length) {
        var text = text(head, length);
        for (var begin : List.of(GROUP_BEGINS, FLAT_GROUP_BEGINS)) {
            if (text.startsWith(begin)) {
                return PlainText.of(text.substring(begin.length())).strip();
            }
        }
        return text.substring(text.indexOf(':') + 1).strip(); // of a step
    }

    private static String text(byte[] head, int length) {
        return new String(head, 0, length, StandardCharsets.UTF_8);
    }
}
