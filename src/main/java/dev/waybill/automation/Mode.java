package dev.waybill.automation;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What people want of the automatic deploys of an environment. */
public enum Mode {
    ON,
    OFF,
    PAUSED;

    /** The word in the table and on the wire. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if it is no mode. */
    public static Optional<Mode> of(String word) {
        return Stream.of(values()).filter(mode -> mode.word().equals(word)).findFirst();
    }
}
