package dev.waybill.checks;

import dev.waybill.spi.CheckResult;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Records the answers of checks, and which server asks. */
final class AnswerStore {
    private static final String INSERT = """
            insert into checks (app_id, sha, check_key, state, since, next_at)
            select id, ?, ?, 'unasked', ?, ? from apps where id = ?
            on conflict (app_id, sha, check_key) do nothing
            """;
    private static final String CLAIM = """
            update checks set asker = ?, busy_until = ?
            where app_id = ? and sha = ? and check_key = ? and (busy_until <= ? or asker = ?)
            """;
    private static final String RECORD = """
            update checks
            set state = ?, since = ?, worst = ?, passed = ?, total = ?, results = ?, trouble = ?, asked_at = ?, next_at = ?,
                wait_millis = ?, not_before = ?, asker = null, busy_until = 0
            where app_id = ? and sha = ? and check_key = ? and asker = ? and busy_until = ?
            """;
    /** The next pause is the shortest, too, because an answer that is under way may be older than the reason for this. */
    private static final String HURRY = """
            update checks set next_at = ?, wait_millis = 0 where app_id = ? and sha = ? and check_key = ?
            """;

    private static final String FORGET = """
            delete from checks where next_at < ? and not exists (
                select 1 from deploys d where d.app_id = checks.app_id and d.sha = checks.sha and d.state = 'pending')
            """;

    private AnswerStore() {}

    /** Whether it was not there, and its app is. */
    static boolean insert(Tx tx, CheckKey key, Instant now) {
        var millis = now.toEpochMilli();
        return tx.update(
                        INSERT,
                        key.sha().hex(),
                        key.check(),
                        millis,
                        millis,
                        key.app().value())
                == 1;
    }

    /** Those that no other server is asking; none does until then. */
    static Set<CheckKey> claim(Tx tx, Collection<CheckKey> keys, String asker, Instant now, Instant until) {
        var all = List.copyOf(keys);
        var changed = tx.updateEach(
                CLAIM,
                all.stream()
                        .map(key -> List.<Object>of(
                                asker,
                                until.toEpochMilli(),
                                key.app().value(),
                                key.sha().hex(),
                                key.check(),
                                now.toEpochMilli(),
                                asker))
                        .toList());
        return IntStream.range(0, all.size())
                .filter(i -> changed[i] == 1)
                .mapToObj(all::get)
                .collect(Collectors.toCollection(HashSet::new));
    }

    /** Records an answer, unless somebody else has claimed the check meanwhile. */
    static void record(Tx tx, CheckKey key, CheckRow row, List<CheckResult> results, String asker) {
        var standing = row.standing();
        tx.updateEach(
                RECORD,
                List.of(Arrays.asList(
                        standing.state().word(),
                        standing.since().toEpochMilli(),
                        standing.worst() == null ? null : text(standing.worst()),
                        standing.passed(),
                        standing.total(),
                        results.isEmpty() ? null : text(results),
                        standing.trouble(),
                        millis(standing.askedAt()),
                        row.nextAt().toEpochMilli(),
                        row.pause().toMillis(),
                        millis(row.notBefore()),
                        key.app().value(),
                        key.sha().hex(),
                        key.check(),
                        asker,
                        row.busyUntil().toEpochMilli())));
    }

    /** Makes a check due earlier. */
    static void hurry(Tx tx, CheckKey key, Instant due) {
        tx.update(HURRY, due.toEpochMilli(), key.app().value(), key.sha().hex(), key.check());
    }

    /** Removes what nobody has asked about since then. */
    static void forget(Tx tx, Instant before) {
        tx.update(FORGET, before.toEpochMilli());
    }

    private static @Nullable Long millis(@Nullable Instant time) {
        return time == null ? null : time.toEpochMilli();
    }

    private static String text(Object value) {
        return JsonMapper.shared().writeValueAsString(value);
    }
}
