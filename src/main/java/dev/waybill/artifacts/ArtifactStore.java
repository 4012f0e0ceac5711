package dev.waybill.artifacts;

import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.Optional;

/** Artifacts in the database, in chunks. Those of a deploy count once they are complete. */
final class ArtifactStore {
    private static final Row<Artifact> ARTIFACT = row ->
            new Artifact(row.getInt("number"), row.getString("name"), row.getLong("bytes"), row.getString("sha256"));

    private static final String IS_COMPLETE = "select 1 from artifact_sets where deploy_id = ? and complete = 1";
    private static final String DELETE = "delete from artifact_sets where deploy_id = ?";
    private static final String BEGIN = "insert into artifact_sets (deploy_id, complete) values (?, 0)";
    private static final String CHUNK =
            "insert into artifact_chunks (deploy_id, number, part, bytes) values (?, ?, ?, ?)";
    private static final String INSERT =
            "insert into artifacts (deploy_id, number, name, bytes, sha256) values (?, ?, ?, ?, ?)";
    private static final String COMPLETE = "update artifact_sets set complete = 1 where deploy_id = ?";

    /** The newest of those that are too old. */
    private static final String TOO_OLD = """
            select s.deploy_id from artifact_sets s join deploys d on d.id = s.deploy_id
            where d.app_id = ? and d.environment = ?
                and exists (select 1 from artifacts a where a.deploy_id = s.deploy_id)
            order by s.deploy_id desc limit 1 offset ?
            """;

    private static final String DELETE_OLD = """
            delete from artifact_sets where deploy_id <= ?
                and deploy_id in (select d.id from deploys d where d.app_id = ? and d.environment = ?)
            """;

    private static final String DELETE_HALVES = """
            delete from artifact_sets where complete = 0 and deploy_id in
                (select d.id from deploys d where d.app_id = ? and d.environment = ? and d.state = 'finished')
            """;

    private static final String LIST = """
            select a.number, a.name, a.bytes, a.sha256
            from artifacts a join artifact_sets s on s.deploy_id = a.deploy_id
            where a.deploy_id = ? and s.complete = 1
            order by a.number
            """;

    private static final String PART =
            "select bytes from artifact_chunks where deploy_id = ? and number = ? and part = ?";

    private ArtifactStore() {}

    static boolean isComplete(Db db, DeployId deploy) {
        return db.row(IS_COMPLETE, row -> row.getInt(1), deploy.value()).isPresent();
    }

    /** Begins anew: what was stored before is removed. */
    static void begin(Tx tx, DeployId deploy) {
        tx.update(DELETE, deploy.value());
        tx.update(BEGIN, deploy.value());
    }

    static void add(Tx tx, DeployId deploy, int number, int part, byte[] bytes) {
        tx.update(CHUNK, deploy.value(), number, part, bytes);
    }

    static void complete(Tx tx, DeployId deploy, List<Artifact> artifacts) {
        artifacts.forEach(it -> tx.update(INSERT, deploy.value(), it.number(), it.name(), it.bytes(), it.sha256()));
        tx.update(COMPLETE, deploy.value());
    }

    /** Removes those of older deploys to an environment, and what crashes have left. */
    static void keepNewest(Tx tx, Deploy deploy, int count) {
        var app = deploy.app().value();
        tx.query(TOO_OLD, app, deploy.environment(), count)
                .mapTo(Long.class)
                .findOne()
                .ifPresent(last -> tx.update(DELETE_OLD, last, app, deploy.environment()));
        tx.update(DELETE_HALVES, app, deploy.environment());
    }

    static List<Artifact> list(Db db, DeployId deploy) {
        return db.rows(LIST, ARTIFACT, List.of(deploy.value()));
    }

    /** Empty after the last. */
    static Optional<byte[]> part(Db db, DeployId deploy, int number, int part) {
        return db.row(PART, row -> row.getBytes(1), deploy.value(), number, part);
    }
}
