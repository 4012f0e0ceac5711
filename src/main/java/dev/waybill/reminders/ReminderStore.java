package dev.waybill.reminders;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.store.Row;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** What people were reminded of, and the deploys of which they may have to be. */
final class ReminderStore {
    private static final Row<Subject> SUBJECT = row -> new Subject(
            new DeployId(row.getLong("id")),
            new Lane(new AppId(row.getLong("app_id")), row.getString("environment")),
            Instant.ofEpochMilli(row.getLong("since")));

    static final String WAITING = """
            select d.id, d.app_id, d.environment, d.created_at as since from deploys d
            where d.state = 'pending' and (d.created_at, d.id) > (?, ?) and not exists (
                select 1 from reminders r
                where r.app_id = d.app_id and r.environment = d.environment and r.kind = 'waiting' and r.subject = d.number)
            order by d.created_at, d.id limit ?
            """;
    static final String RUNNING = """
            select d.id, d.app_id, d.environment, d.started_at as since from deploys d
            where d.state = 'running' and d.task = 'deploy' and d.ending_as is null and not exists (
                select 1 from reminders r
                where r.app_id = d.app_id and r.environment = d.environment and r.kind = 'slow' and r.subject = d.number)
            order by d.app_id, d.environment
            """;
    private static final String PAUSES =
            "select app_id, environment, subject from reminders where kind = 'paused' order by app_id, environment, subject";
    private static final String INSERT = """
            insert into reminders (app_id, environment, kind, subject)
            select id, ?, ?, ? from apps where id = ?
            on conflict (app_id, environment, kind, subject) do nothing
            """;
    private static final String DELETE =
            "delete from reminders where app_id = ? and environment = ? and kind = 'paused' and subject = ?";
    private static final String OVER = """
             from reminders
            where kind <> 'paused' and not exists (
                select 1 from deploys d
                where d.app_id = reminders.app_id and d.environment = reminders.environment and d.number = reminders.subject
                    and d.state = case when reminders.kind = 'waiting' then 'pending' else 'running' end)
            """;
    static final String COUNT_OVER = "select count(*)" + OVER;
    private static final String DELETE_OVER = "delete" + OVER;

    private ReminderStore() {}

    enum Kind {
        WAITING,
        SLOW,
        PAUSED;

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A deploy of which nobody was reminded.
     *
     * @param since when it was requested, or started
     */
    record Subject(DeployId deploy, Lane lane, Instant since) {
        /** Comes before all others. */
        static final Subject NONE = new Subject(new DeployId(0), new Lane(new AppId(0), ""), Instant.EPOCH);
    }

    /** A pause of which people were reminded. */
    record Reminded(Lane lane, long subject) {}

    /** Those that wait behind one of them, longest first. */
    static List<Subject> waiting(Handle handle, Subject after, int most) {
        return Rows.all(
                handle,
                WAITING,
                SUBJECT,
                after.since().toEpochMilli(),
                after.deploy().value(),
                most);
    }

    /** Those that run, and that nobody has cancelled. */
    static List<Subject> running(Handle handle) {
        return Rows.all(handle, RUNNING, SUBJECT);
    }

    static List<Reminded> pauses(Handle handle) {
        return Rows.all(
                handle,
                PAUSES,
                row -> new Reminded(
                        new Lane(new AppId(row.getLong("app_id")), row.getString("environment")),
                        row.getLong("subject")));
    }

    /** False if people were reminded before, or the app was deleted. */
    static boolean insert(Tx tx, Lane lane, Kind kind, long subject) {
        return tx.update(
                        INSERT,
                        lane.environment(),
                        kind.word(),
                        subject,
                        lane.app().value())
                == 1;
    }

    static void delete(Tx tx, Reminded pause) {
        tx.update(DELETE, pause.lane().app().value(), pause.lane().environment(), pause.subject());
    }

    /** Whether there are reminders of deploys that do not wait or run any more. */
    static boolean hasOver(Handle handle) {
        return Rows.number(handle, COUNT_OVER) > 0;
    }

    static int deleteOver(Tx tx) {
        return tx.update(DELETE_OVER);
    }
}
