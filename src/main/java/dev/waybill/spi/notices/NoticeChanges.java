package dev.waybill.spi.notices;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The commits that a deploy brings.
 *
 * @param count how many; null if unknown
 * @param newest some of them, newest first
 * @param url where the code host compares both versions; null if it does not
 */
public record NoticeChanges(
        @Nullable Integer count,
        List<NoticeCommit> newest,
        @Nullable String url) {
    public static final NoticeChanges UNKNOWN = new NoticeChanges(null, List.of(), null);

    public NoticeChanges {
        newest = List.copyOf(newest);
    }

    /** Who wrote the newest ones, in alphabetical order. */
    public List<String> authors() {
        return newest.stream().map(NoticeCommit::author).distinct().sorted().toList();
    }
}
