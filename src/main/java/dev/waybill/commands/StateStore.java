package dev.waybill.commands;

import dev.waybill.deploys.DeployId;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.RunningTransitions;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.mapper.RowMapper;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What is needed to resume running deploys. Every write is refused once another start of the server has taken over. */
public final class StateStore {
    /**
     * @param workspace the name of the directory in which its commands run
     * @param saved what its provider has saved; empty if nothing
     */
    public record State(String workspace, Map<String, String> saved) {}

    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final RowMapper<State> STATE = (row, _) ->
            new State(row.getString("workspace"), JsonMapper.shared().readValue(row.getString("saved"), TEXTS));

    private static final String SELECT = "select workspace, saved from provider_states where deploy_id = ?";
    private static final String PREPARED = """
            insert into provider_states (deploy_id, workspace, saved) values (?, ?, '{}')
            on conflict (deploy_id) do update set workspace = excluded.workspace
            """;
    private static final String SAVED = """
            insert into provider_states (deploy_id, workspace, saved) values (?, ?, ?)
            on conflict (deploy_id) do update set saved = excluded.saved
            """;

    private final Db db;
    private final Node node;

    public StateStore(Db db, Node node) {
        this.db = db;
        this.node = node;
    }

    public Optional<State> find(DeployId deploy) {
        return db.read(handle ->
                handle.createQuery(SELECT).bind(0, deploy.value()).map(STATE).findOne());
    }

    /** Records the directory of the commands. A later durable write makes this one durable, too. */
    public void prepared(DeployId deploy, String workspace) {
        db.writeLazily(tx -> {
            mustBeOurs(tx, deploy);
            tx.update(PREPARED, deploy.value(), workspace);
            return workspace;
        });
    }

    /** @throws TakenOver if the deploy does not run under this start of the server any more */
    public void save(Tx tx, DeployId deploy, String workspace, Map<String, String> values) {
        mustBeOurs(tx, deploy);
        tx.update(SAVED, deploy.value(), workspace, JsonMapper.shared().writeValueAsString(values));
    }

    /** @throws TakenOver if the deploy does not run under this start of the server any more */
    public void mustBeOurs(Tx tx, DeployId deploy) {
        if (!RunningTransitions.hold(tx, deploy, node)) {
            throw new TakenOver("deploy " + deploy);
        }
    }
}
