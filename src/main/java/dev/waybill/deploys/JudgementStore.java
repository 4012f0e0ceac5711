package dev.waybill.deploys;

import dev.waybill.access.User;
import dev.waybill.apps.AppId;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Sha;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Judgements of versions. Rows are only added; the newest counts. */
final class JudgementStore {
    private static final String INSERT = """
            insert into judgements (app_id, environment, sha, verdict, cause, reason, deploy_id, user_id, created_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String NEWEST = """
            select j.sha, j.verdict, j.cause, j.reason as judged_why, u.name as judge, j.created_at as judged_at
            from judgements j join users u on u.id = j.user_id
            where j.app_id = ? and j.environment = ? and j.id = (
                select max(n.id) from judgements n
                where n.app_id = j.app_id and n.environment = j.environment and n.sha = j.sha)
            """;
    private static final String OF_VERSION = NEWEST + " and j.sha = ?";
    private static final String FAULTY = NEWEST + " and j.verdict = 'faulty' order by j.id";

    private JudgementStore() {}

    static void insert(Tx tx, Version version, Judgement judgement, User by, long deploy) {
        tx.update(
                INSERT,
                version.app().value(),
                version.environment(),
                version.sha().hex(),
                judgement.verdict().word(),
                judgement.cause().word(),
                judgement.reason(),
                deploy,
                by.id().value(),
                judgement.at().toEpochMilli());
    }

    static Optional<Judgement> find(Handle handle, Version version) {
        return Rows.first(
                handle,
                OF_VERSION,
                JudgementStore::judgement,
                version.app().value(),
                version.environment(),
                version.sha().hex());
    }

    static Map<Sha, Judgement> faulty(Handle handle, AppId app, String environment) {
        var found = new LinkedHashMap<Sha, Judgement>();
        Rows.all(
                        handle,
                        FAULTY,
                        row -> Map.entry(new Sha(row.getString("sha")), judgement(row)),
                        app.value(),
                        environment)
                .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
        return found;
    }

    private static Judgement judgement(ResultSet row) throws SQLException {
        return Judgement.of(
                row.getString("verdict"),
                row.getString("cause"),
                row.getString("judged_why"),
                row.getString("judge"),
                Instant.ofEpochMilli(row.getLong("judged_at")));
    }
}
