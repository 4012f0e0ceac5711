package dev.waybill.spi;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How far a deploy is on one host, or how it ended there. */
public enum HostState {
    /** It has not begun there, or not ended. */
    PENDING,
    OK,
    FAILED,
    /** The host could not be connected to, or the connection was lost. */
    UNREACHABLE;

    /** Such as {@code ok}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Empty if a word means none. */
    public static Optional<HostState> of(String word) {
        return Arrays.stream(values()).filter(it -> it.word().equals(word)).findFirst();
    }
}
