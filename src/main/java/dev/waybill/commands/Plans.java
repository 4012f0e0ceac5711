package dev.waybill.commands;

import dev.waybill.runs.RunPlan;
import dev.waybill.spi.Command;
import dev.waybill.spi.Secret;
import dev.waybill.workspaces.Cache;
import dev.waybill.workspaces.Caches;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.util.Map;

/** Plans runs: the command, its variables, its directory and its user. */
public final class Plans {
    /** The path of the app's cache. */
    private static final String CACHE = "WAYBILL_CACHE";

    private final Sources sources;
    private final Caches caches;

    public Plans(Sources sources, Caches caches) {
        this.sources = sources;
        this.caches = caches;
    }

    /** @throws IOException with a sentence if the command cannot be started with these settings */
    RunPlan plan(RunningDeploy running, String step, Command command, Map<String, Secret> secrets, Seal seal)
            throws IOException, InterruptedException {
        var config = running.config();
        Environment.mustBeForApps(config.commands().passEnvironment());
        var environment = Variables.of(running.info(), config, command.environment(), System.getenv());
        secrets.forEach((name, secret) -> environment.put(name, secret.value()));
        if (config.kept().cache() != null) {
            var cache = new Cache(
                    running.deploy().app().toString(), config.commands().runAs());
            environment.put(CACHE, caches.open(cache).toString());
        }
        Environment.check(command.line(), environment);
        return new RunPlan(
                running.deploy().name(),
                step,
                sources.path(running.workspace()),
                command.line(),
                environment,
                config.commands().runAs(),
                seal.key());
    }
}
