package dev.waybill.gates;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** A node that nobody hears of. */
final class SilentNode {
    private static final String NODE = """
            insert into nodes (id, epoch, max_running, started_at, name, beat) values ('gone', 1, 5, 1, 'gone', 1)
            on conflict do nothing
            """;
    private static final String NUMBER =
            "update lanes set last_number = 3 where app_id = APP and environment = 'production'";
    private static final String DEPLOY = """
            insert into deploys (app_id, environment, number, task, ref, question, sha, user_id, caller_id, door, forced, rank,
                params, app_version, state, created_at, node_id, started_at, version)
            select app_id, environment, 3, task, ref, question, sha, user_id, caller_id, door, forced, rank,
                params, app_version, 'running', created_at, 'gone', started_at, 1
            from deploys where app_id = APP and environment = 'production' and number = 2
            """;
    private static final String LOG =
            "insert into logs (deploy_id, stored_end, complete) select id, 0, 0 from deploys where node_id = 'gone'";

    /** Makes it run the third deploy of the scene's lane. */
    void runsADeployOf(Scene scene) throws Exception {
        scene.sql(NODE);
        scene.sql(NUMBER);
        scene.sql(DEPLOY);
        scene.sql(LOG);
        while (!isSilent(scene.client.get("/api/0/nodes/").json())) {
            scene.server.time().pass(Duration.ofSeconds(15));
            scene.client.get("/api/0/deploys/%s/production/3/?wait=1".formatted(scene.app));
        }
    }

    private static boolean isSilent(JsonNode nodes) {
        return nodes.valueStream()
                .anyMatch(node -> node.get("name").asString().equals("gone")
                        && node.get("silentSince").isString());
    }
}
