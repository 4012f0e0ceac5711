package dev.waybill.keeping;

import dev.waybill.apps.AppId;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Lane;
import dev.waybill.keeping.KeptWorkspace.Kind;
import dev.waybill.store.Db;
import dev.waybill.store.Row;
import dev.waybill.store.Tx;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The workspaces that nodes keep, in the database. */
final class KeptStore {
    private static final Row<KeptWorkspace> ROW = row -> new KeptWorkspace(
            row.getString("node_id"),
            row.getString("name"),
            new DeployId(row.getLong("deploy_id")),
            row.getInt("number"),
            new Lane(new AppId(row.getLong("app_id")), row.getString("environment")),
            row.getString("app"),
            Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
            Instant.ofEpochMilli(row.getLong("kept_at")),
            row.getInt("leaving") == 1);

    private static final String SELECT = """
            select w.node_id, w.name, w.deploy_id, coalesce(d.number, 0) as number, w.app_id, w.environment, a.name as app,
                w.kind, w.kept_at, w.leaving
            from workspaces w left join apps a on a.id = w.app_id left join deploys d on d.id = w.deploy_id
            """;
    private static final String ALL = SELECT + "where a.id is not null order by w.deploy_id, w.node_id, w.name";
    private static final String OF_NODE = SELECT + "where w.node_id = ? order by w.kept_at, w.deploy_id, w.name";
    private static final String INSERT = """
            insert into workspaces (node_id, name, deploy_id, app_id, environment, kind, kept_at) values (?, ?, ?, ?, ?, ?, ?)
            on conflict (node_id, name) do update
            set deploy_id = excluded.deploy_id, kept_at = excluded.kept_at, leaving = 0
            """;
    private static final String LEAVE =
            "update workspaces set leaving = 1 where node_id = ? and name = ? and leaving = 0";
    private static final String DELETE = "delete from workspaces where node_id = ? and name = ?";

    private KeptStore() {}

    /** All of existing apps, oldest deploy first. */
    static List<KeptWorkspace> all(Db db) {
        return db.rows(ALL, ROW, List.of());
    }

    /** Those of a node, oldest first. */
    static List<KeptWorkspace> of(Db db, String node) {
        return db.rows(OF_NODE, ROW, List.of(node));
    }

    static void insert(Tx tx, String node, String name, Deploy deploy, Kind kind, Instant now) {
        tx.update(
                INSERT,
                node,
                name,
                deploy.id().value(),
                deploy.app().value(),
                deploy.environment(),
                kind.word(),
                now.toEpochMilli());
    }

    /** Whether it has to be removed only from now on. */
    static boolean leave(Tx tx, String node, String name) {
        return tx.update(LEAVE, node, name) == 1;
    }

    static void delete(Tx tx, String node, String name) {
        tx.update(DELETE, node, name);
    }
}
