package dev.waybill.spi;

import java.util.List;
import java.util.Optional;

/** Carries out deploys. Created once, then called from many threads at once, one for each deploy. */
public interface Provider {
    /** The word used in an app's {@code provider}, such as {@code "shell"}. Never changes, never shared. */
    String name();

    /** The settings that {@code provider_config} can contain, in display order. Others are refused when an app is saved. */
    List<Setting> settings();

    /** Reviews an app when it is saved and when it is deployed; must not do I/O. */
    default List<Remark> review(AppInfo app) {
        return List.of();
    }

    /**
     * Checks a deploy when it is requested; must not do I/O.
     *
     * @return why it cannot be carried out, as a sentence with the way out; empty if it can
     */
    Optional<String> objection(DeployInfo deploy);

    /** The commands that a deploy would run, for dry runs; must not do I/O. Not called if there is an objection. */
    List<Command> commands(DeployInfo deploy);

    /**
     * Carries out a deploy. Blocks until its end; all commands must be run through the context. An exception fails only this
     * deploy.
     *
     * @throws InterruptedException if this server stops: the commands continue, and {@link #resume} is called later
     */
    Result start(ProviderContext context) throws InterruptedException;

    /**
     * Resumes a deploy after a restart of the server. {@link ProviderContext#run} attaches to steps that were started before, so
     * most providers only need to go through the same steps again.
     */
    default Result resume(ProviderContext context) throws InterruptedException {
        return start(context);
    }
}
