package dev.waybill.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The state of a deploy, in the words of the old service. */
public enum Status {
    PENDING,
    IN_PROGRESS,
    FINISHED,
    FAILED,
    CANCELLED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status with this word; empty if there is none. */
    public static Optional<Status> find(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
