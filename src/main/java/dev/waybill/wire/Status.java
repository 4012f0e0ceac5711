package dev.waybill.wire;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a deploy stands, in the words that clients have always known. */
public enum Status {
    PENDING,
    IN_PROGRESS,
    FINISHED,
    FAILED,
    CANCELLED;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The status of that word; empty if there is none. */
    public static Optional<Status> find(String word) {
        return Arrays.stream(values())
                .filter(status -> status.word().equals(word))
                .findFirst();
    }
}
