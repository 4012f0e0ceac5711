package dev.waybill.deploys;

import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.util.function.UnaryOperator;
import tools.jackson.databind.json.JsonMapper;

/** The changes of deploys while they run. */
public final class RunningTransitions {
    private static final String HOLD = """
            select d.id from deploys d join nodes n on n.id = d.node_id
            where d.id = ? and d.state = 'running' and n.id = ? and n.epoch = ?
            """;
    private static final String PRESENT = "select report from deploys where id = ?";
    private static final String REPORT = "update deploys set report = ?, version = version + 1 where id = ?";

    private RunningTransitions() {}

    /** Whether a deploy runs on this node, in this epoch of it; if so, it does until the transaction ends. */
    public static boolean hold(Tx tx, DeployId id, Node node) {
        var sql = HOLD + tx.forUpdateOf("d");
        return Rows.number(tx.handle(), sql, id.value(), node.id(), node.epoch()) == id.value();
    }

    /** Changes what was reported of a deploy, whatever else of it has changed; false if that makes no difference. */
    public static boolean report(Tx tx, DeployId id, UnaryOperator<Report> change) {
        var present = Rows.first(tx.handle(), PRESENT + tx.forUpdate(), DeployRow::reported, id.value())
                .orElse(Report.NONE);
        var changed = change.apply(present);
        return !changed.equals(present)
                && tx.update(REPORT, JsonMapper.shared().writeValueAsString(changed), id.value()) == 1;
    }
}
