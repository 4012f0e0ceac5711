package dev.waybill.wire;

/**
 * A workspace that stays on the disk of a node.
 *
 * @param name of its directory
 * @param kind {@code warm} or {@code failed}
 * @param deploy the id of the last deploy that ran in it
 * @param number the number of that deploy
 * @param node the name of the node
 */
public record WorkspaceJson(
        String name,
        String kind,
        String app,
        String environment,
        String deploy,
        int number,
        String node,
        String dateKept) {
    /** What was asked to be removed. */
    public record RemovedWorkspace(String name, int removed) {}
}
