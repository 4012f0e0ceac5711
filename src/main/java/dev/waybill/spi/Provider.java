package dev.waybill.spi;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Carries out deploys. Created once, then called from many threads at once, one for each deploy.
 *
 * <p>A server can be stopped or killed at any time. {@link ProviderContext#run} takes care of commands; whatever else a provider
 * begins outside, it {@linkplain ProviderContext#save saves} first, so that {@link #resume} can look for it.
 */
public interface Provider extends Plugin {
    /**
     * Checks a deploy when it is requested; must not do I/O.
     *
     * @return why it cannot be carried out, as a sentence with the way out; empty if it can
     */
    Optional<String> objection(DeployInfo deploy);

    /**
     * The names of the tasks other than {@code deploy} that an app has, such as {@code restart}.
     *
     * @param settings those of the app in an environment
     */
    default Set<String> tasks(Map<String, Object> settings) {
        return Set.of();
    }

    /**
     * What chooses the hosts of a deploy in its settings, such as their names, of a provider that can also deploy to {@linkplain
     * DeployInfo#hosts some of them}; must not do I/O. If it is another than before, a deploy is not retried on some hosts only.
     *
     * @return empty if it always deploys to all
     */
    default Optional<List<String>> hosts(DeployInfo deploy) {
        return Optional.empty();
    }

    /** The steps that a deploy would take, at least one; must not do I/O. Not called if there is an objection. */
    List<Step> steps(DeployInfo deploy);

    /**
     * Carries out a deploy. Blocks until its end; all commands must be run through the context. An exception fails only this
     * deploy.
     *
     * @throws InterruptedException if this server stops: the commands continue, and {@link #resume} is called later; or if the
     *     deploy is killed
     */
    Result start(ProviderContext context) throws InterruptedException;

    /**
     * Resumes a deploy after a restart of the server. {@link ProviderContext#run} attaches to steps that were started before, so
     * most providers only need to go through the same steps again.
     */
    default Result resume(ProviderContext context) throws InterruptedException {
        return start(context);
    }

    /**
     * Stops what a cancelled deploy has begun outside, as far as possible, and says in the log what continues. Called once
     * {@link #start} or {@link #resume} has returned, and its commands have been stopped; perhaps again after a restart. Blocks,
     * for at most half a minute. An exception is logged.
     */
    default void cancel(ProviderContext context) throws InterruptedException {}

    /** Whether {@link #live} has another system to ask. */
    default boolean tellsLive() {
        return false;
    }

    /**
     * Looks at what an environment has live, whoever has put it there. Called every few minutes, also while deploys run; changes
     * nothing. Blocks, for at most half a minute.
     *
     * @return empty if nothing is live there
     * @throws IOException with a sentence, if that system does not tell
     */
    default Optional<Live> live(LiveContext context) throws IOException, InterruptedException {
        return Optional.empty();
    }
}
