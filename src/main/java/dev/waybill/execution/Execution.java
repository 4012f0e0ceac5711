package dev.waybill.execution;

import dev.waybill.apps.Apps;
import dev.waybill.commands.CommandRuns;
import dev.waybill.commands.DeployInfos;
import dev.waybill.commands.EngineFailure;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.TakenOver;
import dev.waybill.deploys.Deploy;
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
    private final CommandRuns runs;
    private final Finish finish;
    private final String url;

    /** @param url the address at which commands reach this server */
    public Execution(Apps apps, Providers providers, SetUp setUp, CommandRuns runs, Finish finish, String url) {
        this.apps = apps;
        this.providers = providers;
        this.setUp = setUp;
        this.runs = runs;
        this.finish = finish;
        this.url = url;
    }

    /** A deploy with its configuration. */
    RunningDeploy of(Deploy deploy, Stop stop) {
        var config = apps.config(deploy.app(), deploy.appVersion());
        return new RunningDeploy(deploy, config, DeployInfos.of(deploy, config, url), stop);
    }

    void run(RunningDeploy running) throws InterruptedException {
        var steps = new Steps(running, runs);
        finish.record(running, result(running, steps), steps);
    }

    /** Stops the processes of a deploy that must end, and removes its files: they may be what fills the disk. */
    void makeRoom(RunningDeploy running) throws InterruptedException {
        finish.makeRoom(running);
    }

    private Result result(RunningDeploy running, Steps steps) throws InterruptedException {
        var provider = providers.provider(running.config().provider());
        var begun = steps.begun();
        if (!steps.haveStarted(begun)) {
            setUp.announce(running, provider);
            var failure = setUp.prepare(running, provider);
            if (failure.isPresent()) {
                return failure.get();
            }
        }
        return result(running, provider, steps, begun.isEmpty());
    }

    private static Result result(RunningDeploy running, Provider provider, Steps steps, boolean isFirst)
            throws InterruptedException {
        try {
            return isFirst ? provider.start(steps) : provider.resume(steps);
        } catch (ServiceException | JdbiException | TakenOver | EngineFailure e) {
            throw e; // the engine's own failure, not the provider's
        } catch (RuntimeException e) {
            var deploy = running.deploy();
            LOG.error("deploy={} {} failed in provider {}", deploy.id(), deploy.name(), provider.name(), e);
            return new Result.Failed("the provider %s failed unexpectedly; see deploy=%s in the server's log"
                    .formatted(provider.name(), deploy.id()));
        }
    }
}
