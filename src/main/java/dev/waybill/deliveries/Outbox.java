package dev.waybill.deliveries;

import dev.waybill.events.Events;
import dev.waybill.leases.Lease;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.store.Loop;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jdbi.v3.core.Handle;

/**
 * Turns events into deliveries and sends them, on the one server that holds the lease. All is written by one thread, one
 * transaction a round: what was sent since the last round, the next events, and what to send now. A crash can undo the newest
 * rounds, so a delivery may be repeated, and none is lost.
 */
public final class Outbox {
    /** The name of its lease. */
    public static final String LEASE = "deliveries";

    /** How many deliveries begin, and how many are recorded, in one transaction: deploys write to the same database. */
    private static final int MOST = 16;

    /** What it leaves to others between two transactions, and for how long what happens meanwhile gathers. */
    private static final Duration BREATH = Duration.ofMillis(20);

    private static final Loop LOOP = new Loop("sending deliveries failed", Events.OUTBOX, Duration.ofSeconds(15));

    private final Db db;
    private final Time time;
    private final Lease lease;
    private final Mailbag mailbag;
    private final Targets targets = new Targets();
    private final Dispatch dispatch;
    private volatile Duration restsUntil = Duration.ZERO;

    /** @param threads runs each task on a thread of its own */
    public Outbox(Db db, Time time, Lease lease, List<Courier> couriers, Executor threads) {
        this.db = db;
        this.time = time;
        this.lease = lease;
        this.mailbag = new Mailbag(couriers, time);
        this.dispatch = new Dispatch(couriers, time, threads, this::wake);
    }

    /** What was sent during a rest is recorded after it anyway. */
    private void wake() {
        if (restsUntil.isZero()) {
            db.signals().ring(Events.OUTBOX);
        }
    }

    /** Blocks until the server shuts down. */
    public void run() throws InterruptedException {
        LOOP.run(db, () -> Optional.of(paced()));
    }

    /** The bell must not end a rest. */
    private Duration paced() {
        var rest = restsUntil.minus(time.sinceBoot());
        if (rest.isPositive()) {
            return rest;
        }
        restsUntil = Duration.ZERO; // before it looks what was sent
        var next = round();
        restsUntil = next.isZero() ? time.sinceBoot().plus(BREATH) : Duration.ZERO;
        return next;
    }

    /** Returns how long nothing is due; zero after a transaction, as it looks again after a rest. */
    private Duration round() {
        var sent = dispatch.sent(MOST);
        try {
            if (sent.isEmpty() && isIdle()) {
                return untilDue();
            }
            var taken = db.writeLazily(tx -> taken(tx, sent));
            targets.settle(sent);
            taken.ifPresent(this::send);
            return taken.isPresent() ? Duration.ZERO : LOOP.safetyNet();
        } catch (CourierFailed e) {
            mailbag.note(e);
            dispatch.putBack(sent);
            return Duration.ZERO;
        } catch (RuntimeException e) {
            dispatch.putBack(sent);
            throw e;
        }
    }

    private void send(List<Delivery> taken) {
        targets.begin(taken);
        taken.forEach(dispatch::send);
    }

    /** Whether a transaction would change nothing. Asks without writing, so that an idle server leaves its disk alone. */
    private boolean isIdle() {
        return db.read(handle -> !mailbag.hasMore(handle)
                && lost(handle).isEmpty()
                && OutboxStore.targets(handle).stream().noneMatch(due -> targets.room(due, time.now()) > 0));
    }

    private Duration untilDue() {
        var due = db.read(OutboxStore::targets);
        return mailbag.untilDue(targets.untilDue(due, time.now(), LOOP.safetyNet()));
    }

    /** What to send now; empty if another server does all that. */
    private Optional<List<Delivery>> taken(Tx tx, List<Sent> sent) {
        return switch (lease.hold(tx)) {
            case ANOTHER -> {
                targets.clear();
                yield Optional.empty();
            }
            case TAKEN -> {
                targets.clear();
                OutboxStore.takeBack(tx, time.now());
                yield Optional.of(next(tx));
            }
            case KEPT -> {
                Sent.record(tx, sent, time.now());
                takeBackLost(tx);
                yield Optional.of(next(tx));
            }
        };
    }

    private void takeBackLost(Tx tx) {
        var now = time.now();
        OutboxStore.retry(
                tx,
                lost(tx.handle()).stream()
                        .map(id -> new OutboxStore.Again(id, now))
                        .toList());
    }

    /**
     * What is being sent as far as the database knows, but not here: a crash of the database can undo that the end of an attempt was
     * recorded, and this server has forgotten it by then.
     */
    private List<Long> lost(Handle handle) {
        return OutboxStore.sending(handle).stream()
                .filter(id -> !targets.isSending(id))
                .toList();
    }

    private List<Delivery> next(Tx tx) {
        mailbag.fill(tx);
        return OutboxStore.take(tx, targets.due(tx.handle(), time.now(), MOST));
    }
}
