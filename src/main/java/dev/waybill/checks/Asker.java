package dev.waybill.checks;

import dev.waybill.apps.GateVersion;
import dev.waybill.errors.Unavailable;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks checks, each on a thread of its own, and records the answers. One server asks about one check of one commit at a time.
 * Thread-safe.
 */
public final class Asker {
    /** Signalled when an answer was recorded. */
    static final String ANSWERED = "checks.answered";

    private static final Logger LOG = LoggerFactory.getLogger(Asker.class);

    /** Longer than it takes to read very many results. */
    private static final Duration CLAIM = Duration.ofSeconds(90);

    private final Db db;
    private final Time time;
    private final String node;
    private final Questioner questioner;
    private final Executor threads;
    private final Underway underway = new Underway();
    private volatile int waiting;

    /**
     * @param node the id of this server
     * @param threads runs each task on a thread of its own
     */
    public Asker(Db db, Time time, String node, Questioner questioner, Executor threads) {
        this.db = db;
        this.time = time;
        this.node = node;
        this.questioner = questioner;
        this.threads = threads;
    }

    /** Sets for how many checks deploys wait: with many, each is asked less often. */
    void expect(int checks) {
        waiting = checks;
    }

    /** Whether it is under way here. */
    boolean isAsking(CheckKey key) {
        return underway.has(key);
    }

    /** Whether this server may ask now, as far as other servers are concerned. */
    boolean isFree(CheckRow row) {
        return row.isFree(node, time.now());
    }

    /** Begins to ask what nobody else is asking, as far as there is room. Does not wait for answers. */
    void ask(Collection<Inquiry> inquiries) {
        var begun = new TreeMap<CheckKey, Inquiry>();
        inquiries.stream().filter(it -> underway.enter(it.key())).forEach(it -> begun.put(it.key(), it));
        if (begun.isEmpty()) {
            return;
        }
        var until = time.now().plus(CLAIM).truncatedTo(ChronoUnit.MILLIS);
        try {
            claimed(begun, until).forEach(inquiry -> start(inquiry, until));
        } catch (RuntimeException e) {
            begun.keySet().forEach(underway::leave);
            throw e;
        }
    }

    private List<Inquiry> claimed(TreeMap<CheckKey, Inquiry> begun, Instant until) {
        var now = time.now();
        var claimed = db.writeLazily(tx -> {
            var mine = AnswerStore.claim(tx, begun.keySet(), node, now, until);
            var unknown = begun.keySet().stream()
                    .filter(key -> !mine.contains(key) && AnswerStore.insert(tx, key, now))
                    .toList();
            mine.addAll(AnswerStore.claim(tx, unknown, node, now, until));
            return mine;
        });
        begun.keySet().stream().filter(key -> !claimed.contains(key)).forEach(underway::leave);
        begun.keySet().retainAll(claimed);
        return List.copyOf(begun.values());
    }

    private void start(Inquiry inquiry, Instant until) {
        try {
            threads.execute(() -> askNow(inquiry, until));
        } catch (RejectedExecutionException e) {
            underway.leave(inquiry.key());
            LOG.debug("{} is asked after the next start", inquiry, e);
        }
    }

    private void askNow(Inquiry inquiry, Instant until) {
        try {
            var answered = questioner.ask(inquiry);
            record(inquiry.key(), answered, until);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server stops; its next start asks again
        } catch (Unavailable e) {
            LOG.warn("the answer of check {} could not be recorded: {}", inquiry.key(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("the answer of check {} could not be recorded; asking again", inquiry.key(), e);
        } finally {
            underway.leave(inquiry.key());
        }
    }

    /** A change of the state counts as a change of what can hold deploys back: a green check starts them at once. */
    private void record(CheckKey key, Questioner.Answered answered, Instant until) {
        var before = CheckStore.find(db, key);
        if (before.isEmpty()) {
            return; // the app was deleted
        }
        var after =
                Schedule.after(before.get(), answered.findings(), again(answered.answer()), waiting, time.now(), until);
        var results = answered.findings().results();
        if (after.standing().state() == before.get().standing().state()) {
            db.writeLazily(tx -> {
                tx.signal(ANSWERED);
                AnswerStore.record(tx, key, after, results, node);
                return tx;
            });
        } else {
            db.write(tx -> {
                GateVersion.raise(tx);
                tx.signal(ANSWERED);
                AnswerStore.record(tx, key, after, results, node);
                return tx;
            });
        }
    }

    private static Optional<Instant> again(CheckAnswer answer) {
        return Optional.ofNullable(
                switch (answer) {
                    case CheckAnswer.Reported(var _, var again) -> again;
                    case CheckAnswer.Unreachable(var _, var again) -> again;
                    case CheckAnswer.Unreadable _ -> null;
                });
    }
}
