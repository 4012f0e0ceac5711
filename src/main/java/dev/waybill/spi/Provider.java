package dev.waybill.spi;

import java.util.List;
import java.util.Optional;

/** Knows how a deploy goes. Built once, then called from many threads at once, one for each deploy. */
public interface Provider {
    /** The word used in an app's {@code provider}, such as {@code "shell"}. Never changes, never shared. */
    String name();

    /** What {@code provider_config} may hold, in the order to show it. Anything else is refused when an app is saved. */
    List<Setting> settings();

    /** Looks at an app when it is saved, and when it is deployed; does no I/O. */
    default List<Remark> review(AppInfo app) {
        return List.of();
    }

    /**
     * Looks at a deploy when it is asked for; does no I/O.
     *
     * @return why it cannot go like this, as a sentence that says the way out; empty if nothing stands against it
     */
    Optional<String> objection(DeployInfo deploy);

    /** The commands that a deploy would run, for one who looks before asking for it; does no I/O. Not called if there is an objection. */
    List<Command> commands(DeployInfo deploy);

    /**
     * Deploys. Blocks until the end; everything that it runs goes through the context. An exception fails this deploy
     * and hurts no other.
     *
     * @throws InterruptedException if this server stops: the deploy goes on, and {@link #resume} follows it later
     */
    Result start(ProviderContext context) throws InterruptedException;

    /**
     * Goes on with a deploy that was under way when its server went away. As {@link ProviderContext#run} attaches to a
     * step that was begun before, walking the same steps again is what most providers need.
     */
    default Result resume(ProviderContext context) throws InterruptedException {
        return start(context);
    }
}
