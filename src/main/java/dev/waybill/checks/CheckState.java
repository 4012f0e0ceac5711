package dev.waybill.checks;

import dev.waybill.spi.CheckResult;
import java.util.Locale;

/** What is known about a check of a commit. Only {@link #PASSED} lets a deploy start. */
public enum CheckState {
    /** It has never answered. */
    UNASKED,
    PASSED,
    /** Under way. */
    PENDING,
    /** Nothing was reported, or not everything that is required. */
    MISSING,
    FAILED,
    /** The server may not read it. */
    UNREADABLE;

    /** The word in tables and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static CheckState of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    static CheckState of(CheckResult.State state) {
        return switch (state) {
            case PASSED -> PASSED;
            case PENDING -> PENDING;
            case MISSING -> MISSING;
            case FAILED -> FAILED;
        };
    }
}
