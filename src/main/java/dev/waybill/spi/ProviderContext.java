package dev.waybill.spi;

/** What a provider may use while it deploys. Belongs to one deploy and one thread. */
public interface ProviderContext {
    DeployInfo deploy();

    /**
     * Runs a command in the workspace and blocks until it has ended; its output goes to the deploy's log. If the step was
     * begun before this server started, attaches to it instead; if it has ended by then, answers how. Nothing is run twice.
     *
     * @param step a word, unique in this deploy
     */
    Result run(String step, Command command) throws InterruptedException;
}
