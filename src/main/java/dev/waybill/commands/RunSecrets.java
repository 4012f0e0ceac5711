package dev.waybill.commands;

import dev.waybill.access.Tokens;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.commands.RunStore.Run;
import dev.waybill.deploys.Deploy;
import dev.waybill.logs.Masker;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Secret;
import dev.waybill.store.Db;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The secrets with which commands are started and that are masked in their output. Thread-safe. */
public final class RunSecrets {
    /** The variable with the token with which a command reports on its own deploy. */
    private static final String TOKEN = "WAYBILL_TOKEN";

    private final AppSecrets secrets;
    private final Runs runs;
    private final RunStore store;
    private final Tokens tokens;

    public RunSecrets(AppSecrets secrets, Runs runs, Db db, Tokens tokens) {
        this.secrets = secrets;
        this.runs = runs;
        this.store = new RunStore(db);
        this.tokens = tokens;
    }

    /**
     * The secrets of a command that is about to start, by variable. They include a new token, which is valid once it is admitted.
     *
     * @throws IOException with a sentence that names the secret that cannot be read
     */
    Map<String, Secret> fresh(Deploy deploy, AppConfig config) throws IOException {
        var fresh = secrets.of(deploy.app()).read(config.secrets(deploy.environment()));
        fresh.put(TOKEN, tokens.fresh());
        return fresh;
    }

    /** Makes the token among a command's secrets valid. */
    void admit(Tx tx, Deploy deploy, Map<String, Secret> fresh) {
        tokens.admit(
                tx,
                fresh.getOrDefault(TOKEN, new Secret("")),
                deploy.user(),
                deploy.id().value());
    }

    /**
     * The values that a command was started with, though they may have changed since.
     *
     * @throws IOException with a sentence if they are not available any more
     */
    List<Secret> of(Run run, Deploy deploy, AppConfig config) throws IOException {
        if (run.boot() == null) {
            return ofEarlierVersion(run, deploy, config);
        }
        var key = runs.key(run.id());
        if (run.sealed() == null || key.isEmpty()) {
            throw new IOException("the secrets with which the command was started are no longer available");
        }
        return new Seal(key.get()).open(run.sealed());
    }

    /**
     * For runs of a version that did not store the secrets: they are in the supervisor's environment while it lives. The first
     * version had no tokens.
     */
    private List<Secret> ofEarlierVersion(Run run, Deploy deploy, AppConfig config) throws IOException {
        var references = config.secrets(deploy.environment());
        var environment = runs.environment(run.id());
        var hasSecrets = !references.isEmpty() || tokens.isThereFor(deploy.id().value());
        if (environment.isEmpty() && hasSecrets) {
            throw new IOException("the secrets with which the command was started are no longer available");
        }
        return Stream.concat(Stream.of(TOKEN), references.keySet().stream())
                .map(name -> new Secret(environment.orElse(Map.of()).getOrDefault(name, "")))
                .toList();
    }

    /**
     * All secrets that the deploy may have seen: its app's current ones, and those that its commands were started with.
     *
     * @throws IOException with a sentence if one of them cannot be read
     */
    public KnownSecrets known(Deploy deploy, AppConfig config) throws IOException {
        var all = new ArrayList<Secret>(secrets.of(deploy.app())
                .read(config.secrets(deploy.environment()))
                .values());
        for (var run : store.of(deploy.id())) {
            var key = runs.key(run.id());
            if (run.sealed() != null && key.isPresent()) {
                all.addAll(new Seal(key.get()).open(run.sealed()));
            }
        }
        return new KnownSecrets(new Masker(all));
    }
}
