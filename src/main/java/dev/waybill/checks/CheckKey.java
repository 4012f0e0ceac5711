package dev.waybill.checks;

import dev.waybill.apps.AppId;
import dev.waybill.vcs.Sha;
import java.util.Comparator;

/** Identifies a check of a commit. Rows are locked in this order. */
public record CheckKey(AppId app, Sha sha, String check) implements Comparable<CheckKey> {
    private static final Comparator<CheckKey> ORDER = Comparator.comparingLong(
                    (CheckKey key) -> key.app().value())
            .thenComparing(key -> key.sha().hex())
            .thenComparing(CheckKey::check);

    /** Whether the check is of a type, see {@link Requirements}. */
    boolean isOf(String type) {
        return check.startsWith(type + ":");
    }

    @Override
    public int compareTo(CheckKey other) {
        return ORDER.compare(this, other);
    }
}
