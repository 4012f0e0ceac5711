import tools.jackson.databind.JsonNode;

/** How a command ends, and what the deploy then says. */
enum Ending {
    SUCCEEDS,
    /** Something goes on running that holds the output open, which is the command's good right. */
    LEAVES,
    FAILS,
    IS_KILLED;

    boolean isShownBy(JsonNode deploy) {
        var outcome = deploy.get("outcome").asString();
        var message = deploy.get("message").asString();
        return switch (this) {
            case SUCCEEDS, LEAVES -> outcome.equals("succeeded");
            case FAILS -> outcome.equals("failed") && message.contains("exit code 3");
            case IS_KILLED -> outcome.equals("failed") && message.contains("signal 9");
        };
    }
}
