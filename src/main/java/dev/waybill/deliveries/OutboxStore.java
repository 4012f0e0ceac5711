package dev.waybill.deliveries;

import dev.waybill.events.Recorded;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** Moves deliveries from state to state. Only a transaction that has locked the lease does so: two would not see each other. */
final class OutboxStore {
    /** Not delivered for this long, a delivery is dead. */
    static final Duration LIFE = Duration.ofDays(1);

    static final String INSERT = """
            insert into deliveries (event_seq, courier, target, subject, app_id, environment, attempts, due_at, created_at, expires_at, state)
            values (?, ?, ?, ?, ?, ?, 0, ?, ?, ?, case when exists (
                select 1 from deliveries o where o.target = ? and o.subject = ? and o.state in ('waiting', 'pending', 'sending'))
                then 'waiting' else 'pending' end)
            on conflict (event_seq, target) do nothing
            """;
    /** As in {@link #NEXT}, the condition of a partial index is repeated for SQLite. */
    static final String HURRY = """
            update deliveries set due_at = ? where target = ? and subject = ?
                and state in ('pending', 'sending') and state = 'pending' and due_at > ?
            """;
    /** Steps from target to target, so that a backlog of one costs nothing, and no further than asked for. */
    static final String TARGETS = """
            with recursive found (target, number) as (
                select min(target), 1 from deliveries where state = 'pending' and target > ?
                union all
                select (select min(d.target) from deliveries d where d.state = 'pending' and d.target > found.target), number + 1
                from found where found.target is not null and number < ?)
            select target, (select min(d.due_at) from deliveries d where d.state = 'pending' and d.target = found.target) as due_at
            from found where target is not null order by number
            """;

    static final String DUE = DeliveryRow.SELECT
            + "where d.state = 'pending' and d.target = ? and d.due_at <= ? order by d.due_at, d.id limit ?";
    private static final String TAKE = "update deliveries set state = 'sending', attempts = attempts + 1 where id = ?";
    private static final String ABANDONED =
            "update deliveries set state = 'pending', due_at = ? where state = 'sending'";
    private static final String LATER =
            "update deliveries set state = 'pending', due_at = ? where id = ? and state = 'sending'";
    /** A crash of the database can have undone the delivery, and given its id to another one. */
    private static final String END = """
            update deliveries set state = ?, ended_at = ? where id = ? and event_seq = ? and target = ? and state = 'sending'
            """;
    /** Repeats the condition of a partial index, without which SQLite reads the whole table. */
    static final String NEXT = """
            update deliveries set state = 'pending', due_at = ? where id = (
                select min(id) from deliveries where target = ? and subject = ?
                    and state in ('waiting', 'pending', 'sending') and state = 'waiting')
            and not exists (
                select 1 from deliveries where target = ? and subject = ? and state in ('pending', 'sending'))
            """;

    static final String EXPIRED = """
            update deliveries set state = 'dead', ended_at = ? where id in (
                select id from deliveries where state in ('waiting', 'pending') and expires_at <= ? order by expires_at limit ?)
            returning target, subject
            """;
    private static final String ATTEMPT = """
            insert into delivery_attempts (delivery_id, number, at, took_millis, result, request, answer)
            select id, ?, ?, ?, ?, ?, ? from deliveries where id = ? and event_seq = ? and target = ?
            on conflict (delivery_id, number) do nothing
            """;
    static final String FORGET = """
            delete from deliveries where id in (
                select id from deliveries where ended_at <= ? order by ended_at limit ?)
            """;

    private static final String RESEND = """
            update deliveries set due_at = ?, expires_at = ?, ended_at = null, state = case when state <> 'pending' and exists (
                select 1 from deliveries o
                where o.target = deliveries.target and o.subject = deliveries.subject and o.state in ('waiting', 'pending', 'sending'))
                then 'waiting' else 'pending' end
            where id = ? and state in ('pending', 'delivered', 'dead')
            """;
    private static final String ANEW = """
            insert into deliveries (event_seq, courier, target, subject, app_id, environment, attempts, due_at, created_at, expires_at, state)
            select e.seq, ?, ?, ?, e.app_id, e.environment, 0, ?, ?, ?, 'pending' from events e
            where e.deploy_id = ? and e.kind = ? and not exists (
                select 1 from deliveries o where o.target = ? and o.subject = ? and o.state in ('waiting', 'pending', 'sending'))
            on conflict (event_seq, target) do update
                set state = 'pending', due_at = excluded.due_at, expires_at = excluded.expires_at, ended_at = null
            """;
    private static final String SENDING = "select id from deliveries where state = 'sending'";
    private static final String IS_EXPIRED = """
            select count(*) from (
                select 1 from deliveries where state in ('waiting', 'pending') and expires_at <= ? limit 1) expired
            """;

    private OutboxStore() {}

    /** A target with pending deliveries, and when the first of them is due. */
    record Due(String target, Instant at) {}

    /** Adds a delivery. One that waits to be sent again is sent now: what it waits for may just have happened. */
    static void add(Tx tx, Recorded event, String courier, Courier.Addressee to, Instant now) {
        var app = event.subject().app();
        tx.update(
                INSERT,
                event.seq(),
                courier,
                to.target(),
                to.subject(),
                app == null ? null : app.id(),
                event.subject().environment(),
                now.toEpochMilli(),
                now.toEpochMilli(),
                now.plus(LIFE).toEpochMilli(),
                to.target(),
                to.subject());
        hurry(tx, to, now);
    }

    static List<Due> targets(Handle handle) {
        return targets(handle, "", Integer.MAX_VALUE);
    }

    /** Those behind a target in the order of the database, at most so many. */
    static List<Due> targets(Handle handle, String behind, int most) {
        return Rows.all(
                handle,
                TARGETS,
                row -> new Due(row.getString("target"), Instant.ofEpochMilli(row.getLong("due_at"))),
                behind,
                most);
    }

    /** Those that can be sent to a target now, at most so many. */
    static List<Delivery> due(Handle handle, String target, Instant now, int most) {
        return most <= 0 ? List.of() : Rows.all(handle, DUE, DeliveryRow::of, target, now.toEpochMilli(), most);
    }

    /** Takes deliveries to send, and returns them as they are then. */
    static List<Delivery> take(Tx tx, List<Delivery> due) {
        tx.updateEach(TAKE, due.stream().map(delivery -> List.of(delivery.id())).toList());
        return due.stream().map(Delivery::taken).toList();
    }

    /** Those that are being sent, as far as the database knows. */
    static List<Long> sending(Handle handle) {
        return Rows.all(handle, SENDING, row -> row.getLong("id"));
    }

    static boolean isExpired(Handle handle, Instant now) {
        return Rows.number(handle, IS_EXPIRED, now.toEpochMilli()) > 0;
    }

    /** Takes back what an earlier holder of the lease was sending. */
    static void takeBack(Tx tx, Instant now) {
        tx.update(ABANDONED, now.toEpochMilli());
    }

    /** A delivery to be sent again. */
    record Again(long id, Instant due) {}

    static void retry(Tx tx, List<Again> all) {
        tx.updateEach(
                LATER,
                all.stream()
                        .map(it -> List.of(it.due().toEpochMilli(), it.id()))
                        .toList());
    }

    /** Ends deliveries, and lets the next ones about their subjects go. */
    static void end(Tx tx, List<Delivery> all, Delivery.State state, Instant now) {
        tx.updateEach(
                END,
                all.stream()
                        .map(it -> List.of(
                                DeliveryRow.word(state),
                                now.toEpochMilli(),
                                it.id(),
                                it.event().seq(),
                                it.to().target()))
                        .toList());
        next(tx, all.stream().map(Delivery::to).toList(), now);
    }

    private static void next(Tx tx, List<Courier.Addressee> all, Instant now) {
        tx.updateEach(
                NEXT,
                all.stream()
                        .map(to -> List.of(now.toEpochMilli(), to.target(), to.subject(), to.target(), to.subject()))
                        .toList());
    }

    /** False if it is neither pending nor ended. */
    static boolean resend(Tx tx, Delivery delivery, Instant now) {
        return tx.update(RESEND, now.toEpochMilli(), now.plus(LIFE).toEpochMilli(), delivery.id()) == 1;
    }

    /** Sends now what is pending. */
    static void hurry(Tx tx, Courier.Addressee to, Instant now) {
        tx.update(HURRY, now.toEpochMilli(), to.target(), to.subject(), now.toEpochMilli());
    }

    /** Sends an event of a deploy again, or for the first time, unless something is open about that subject. */
    static void again(Tx tx, String courier, Courier.Addressee to, long deploy, String kind, Instant now) {
        var millis = now.toEpochMilli();
        tx.update(
                ANEW,
                courier,
                to.target(),
                to.subject(),
                millis,
                millis,
                now.plus(LIFE).toEpochMilli(),
                deploy,
                kind,
                to.target(),
                to.subject());
    }

    /** Gives up what is too old, at most so many. */
    static void expire(Tx tx, Instant now, int most) {
        if (isExpired(tx.handle(), now)) {
            var expired = tx.query(EXPIRED, now.toEpochMilli(), now.toEpochMilli(), most)
                    .map((row, _) -> new Courier.Addressee(row.getString("target"), row.getString("subject")))
                    .list();
            next(tx, expired.stream().distinct().toList(), now);
        }
    }

    /** Does nothing for a delivery that is gone. */
    static void record(Tx tx, List<Sent> all) {
        tx.updateEach(ATTEMPT, all.stream().map(OutboxStore::attempt).toList());
    }

    private static List<Object> attempt(Sent sent) {
        var attempt = sent.attempt();
        return List.of(
                attempt.number(),
                attempt.at().toEpochMilli(),
                attempt.took().toMillis(),
                attempt.result(),
                attempt.request(),
                attempt.answer(),
                sent.delivery().id(),
                sent.delivery().event().seq(),
                sent.delivery().to().target());
    }

    /** Removes deliveries that ended before then, at most so many. */
    static void forget(Tx tx, Instant before, int most) {
        tx.updateEach(FORGET, List.of(List.of(before.toEpochMilli(), most)));
    }
}
