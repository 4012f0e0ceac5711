package dev.waybill.spi;

/** What a provider uses during a deploy. Belongs to one deploy and one thread. */
public interface ProviderContext {
    DeployInfo deploy();

    /**
     * Runs a command in the workspace and blocks until it has ended; its output goes to the deploy's log. A step that was
     * started before a restart of the server is followed instead, or its result returned if it has ended. Nothing is run twice.
     *
     * @param step a word, unique in this deploy
     */
    Result run(String step, Command command) throws InterruptedException;
}
