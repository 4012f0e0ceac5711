package dev.waybill.execution;

import dev.waybill.apps.Apps;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.EngineFailure;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.TakenOver;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Node;
import dev.waybill.errors.ServiceException;
import dev.waybill.providers.Providers;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Result;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs one deploy to its end, from whatever point it has reached: set-up, provider, finish. Each step is recorded before it
 * begins, so that the server continues there after a restart. Thread-safe; blocks.
 */
public final class Execution {
    private static final Logger LOG = LoggerFactory.getLogger(Execution.class);

    private final Apps apps;
    private final Providers providers;
    private final SetUp setUp;
    private final Contexts contexts;
    private final Finish finish;
    private final Place place;

    public Execution(Apps apps, Providers providers, SetUp setUp, Contexts contexts, Finish finish, Place place) {
        this.apps = apps;
        this.providers = providers;
        this.setUp = setUp;
        this.contexts = contexts;
        this.finish = finish;
        this.place = place;
    }

    /**
     * Where deploys run.
     *
     * @param url the address at which commands reach this server
     */
    public record Place(Node node, String url) {}

    /** A deploy with its configuration. */
    RunningDeploy of(Deploy deploy, Stop stop) {
        var config = apps.config(deploy.app(), deploy.appVersion());
        return new RunningDeploy(
                deploy,
                config,
                DeployInfos.of(deploy, config, place.url()),
                stop,
                RunningDeploy.freshWorkspace(deploy, place.node()));
    }

    void run(RunningDeploy found) throws InterruptedException {
        var reached = contexts.reached(found);
        var steps = contexts.steps(reached.running());
        var result = result(reached, steps);
        if (steps.haveRun()) {
            contexts.artifacts().keep(reached.running());
        }
        finish.record(reached.running(), result, steps);
    }

    /**
     * Ends a deploy whose provider was interrupted although the server goes on: by a kill, or by itself.
     *
     * @param isFirst whether this was not tried before: then the provider cancels what it has begun
     */
    void abandon(RunningDeploy found, boolean isFirst) throws InterruptedException {
        var running = contexts.reached(found).running();
        var provider = providers.provider(running.config().provider());
        var steps = contexts.steps(running);
        if (isFirst && running.stop().isRequested()) {
            cancel(running, provider, contexts.of(running, steps));
        }
        finish.record(
                running, unexpected(running, provider, new IllegalStateException("its thread was interrupted")), steps);
    }

    /** Stops the processes of a deploy that must end, and removes its files: they may be what fills the disk. */
    void makeRoom(RunningDeploy running) throws InterruptedException {
        finish.makeRoom(running);
    }

    private Result result(Contexts.Reached reached, Steps steps) throws InterruptedException {
        var running = reached.running();
        var provider = providers.provider(running.config().provider());
        var context = contexts.of(running, steps);
        var result = guarded(running, provider, () -> result(reached, provider, context));
        if (!reached.isFirst()) {
            steps.followRest();
        }
        if (context.isCancelled()) {
            cancel(running, provider, context);
        }
        context.settle();
        return result;
    }

    private Result result(Contexts.Reached reached, Provider provider, Context context) throws InterruptedException {
        var running = reached.running();
        var planned = provider.steps(running.info());
        context.plan(planned);
        if (!reached.hasStarted()) {
            setUp.announce(running, provider, planned);
            var outdated = setUp.outdated(running, provider);
            var failure = outdated.isPresent()
                    ? outdated
                    : setUp.prepare(running, planned.getFirst().timeout());
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        return Killable.run(
                running.stop(),
                context,
                guarded -> reached.isFirst() ? provider.start(guarded) : provider.resume(guarded));
    }

    /** Another kill interrupts it. */
    private static void cancel(RunningDeploy running, Provider provider, Context context) throws InterruptedException {
        running.stop().heedKills();
        var result = guarded(running, provider, () -> {
            return Killable.run(running.stop(), context, guarded -> {
                provider.cancel(guarded);
                return new Result.Cancelled();
            });
        });
        if (result instanceof Result.Failed) {
            context.say("the provider %s failed to cancel; what it started on other systems may still be running"
                    .formatted(provider.name()));
        }
    }

    private interface Work {
        Result run() throws InterruptedException;
    }

    /** What goes wrong in a provider fails only its deploy. */
    private static Result guarded(RunningDeploy running, Provider provider, Work work) throws InterruptedException {
        try {
            return work.run();
        } catch (ServiceException | JdbiException | TakenOver | EngineFailure e) {
            throw e; // the engine's own failure, not the provider's
        } catch (RuntimeException
                | LinkageError
                | StackOverflowError
                | AssertionError e) { // of a plug-in for another version, for example
            return unexpected(running, provider, e);
        }
    }

    private static Result unexpected(RunningDeploy running, Provider provider, Throwable e) {
        var deploy = running.deploy();
        LOG.error("deploy={} {} failed in provider {}", deploy.id(), deploy.name(), provider.name(), e);
        return new Result.Failed("the provider %s failed unexpectedly; see deploy=%s in the server's log"
                .formatted(provider.name(), deploy.id()));
    }
}
