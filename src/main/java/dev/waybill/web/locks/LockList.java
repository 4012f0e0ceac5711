package dev.waybill.web.locks;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * All locks that concern a reader.
 *
 * @param url the server's public URL, for the commands that show how to begin
 */
public record LockList(List<LockRow> rows, Caller caller, Instant now, String url) {
    public LockList {
        rows = rows.stream()
                .sorted(Comparator.comparing(row -> !row.isFreeze()))
                .toList();
    }

    /** Such as {@code 4 locks, 2 freezes}. */
    public String title() {
        var freezes = freezes().size();
        var others = rows.size() - freezes;
        if (rows.isEmpty()) {
            return "Nothing is locked";
        }
        return Stream.of(counted(others, "lock", "locks"), counted(freezes, "freeze", "freezes"))
                .filter(it -> !it.isEmpty())
                .reduce("%s, %s"::formatted)
                .orElse("");
    }

    /** Such as {@code they hold 2 deploys back}. */
    public String held() {
        var held = rows.stream()
                .flatMap(row -> row.holds().stream())
                .map(Deploy::id)
                .distinct()
                .count();
        return held == 0
                ? ""
                : "%s %s back"
                        .formatted(rows.size() == 1 ? "it holds" : "they hold", counted(held, "deploy", "deploys"));
    }

    private static String counted(long count, String one, String many) {
        return count == 0 ? "" : "%d %s".formatted(count, count == 1 ? one : many);
    }

    /** Those that span all apps. */
    public List<LockRow> freezes() {
        return rows.stream().filter(LockRow::isFreeze).toList();
    }

    public WeekStrip week() {
        return WeekStrip.from(now);
    }

    public boolean mayLock() {
        return caller.grant().allowsSomewhere(Right.LOCK);
    }

    public boolean mayFreeze() {
        return caller.may(Right.LOCK, Place.EVERYWHERE);
    }

    /** Why the reader can lock nothing. */
    public String lack() {
        return caller.lack(Right.LOCK, Place.EVERYWHERE);
    }
}
