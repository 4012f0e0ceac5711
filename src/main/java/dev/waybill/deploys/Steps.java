package dev.waybill.deploys;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.SecretReference;
import dev.waybill.deploys.RunStore.Phase;
import dev.waybill.deploys.RunStore.Run;
import dev.waybill.errors.NoRoom;
import dev.waybill.logs.Masker;
import dev.waybill.runs.Limits;
import dev.waybill.runs.LogSink;
import dev.waybill.runs.RunEnd;
import dev.waybill.runs.RunPlan;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import dev.waybill.spi.Secret;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The commands of one deploy, each of which runs once, whatever happens to the server. */
final class Steps implements ProviderContext {
    private static final Duration GRACE = Duration.ofSeconds(10);
    /** The variable with the token by which a command speaks of its own deploy. */
    private static final String TOKEN = "WAYBILL_TOKEN";

    private final Parts parts;
    private final RunStore store;
    private final Deploy deploy;
    private final AppConfig config;
    private final DeployInfo info;
    private final Stop stop;
    /** The runs of which it knows the end. */
    private final Set<String> ended = new HashSet<>();

    Steps(Parts parts, RunStore store, Deploy deploy, AppConfig config, Stop stop) {
        this.parts = parts;
        this.store = store;
        this.deploy = deploy;
        this.config = config;
        this.info = DeployInfos.of(deploy, config, parts.url());
        this.stop = stop;
    }

    @Override
    public DeployInfo deploy() {
        return info;
    }

    /** Whether any command ran, so that the workspace is not fresh any more. */
    boolean haveStarted(List<Run> begun) {
        try {
            for (var run : begun) {
                if (hasStarted(run)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
    }

    @Override
    public Result run(String step, Command command) throws InterruptedException {
        try {
            var begun = store.find(deploy.id(), step);
            if (begun.isPresent() && begun.get().result() instanceof Result result) {
                ended.add(begun.get().id());
                return result;
            }
            if (begun.isPresent() && hasStarted(begun.get())) {
                return attach(begun.get(), command);
            }
        } catch (UncheckedIOException e) {
            throw new EngineFailure(new IOException(e));
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
        return begin(step, command);
    }

    /**
     * False also makes sure that it never will: a supervisor that comes late finds its right to start gone. After another boot nobody
     * knows: what the files say of that may not have reached the disk.
     */
    private boolean hasStarted(Run run) throws IOException {
        return run.phase() == Phase.ENDED
                || run.phase() == Phase.STARTING
                        && (isOfAnotherBoot(run) || !parts.runs().revoke(run.id()));
    }

    private boolean isOfAnotherBoot(Run run) {
        return run.boot() != null && !run.boot().equals(parts.runs().boot());
    }

    private Result begin(String step, Command command) throws InterruptedException {
        if (stop.isRequested()) {
            return new Result.Cancelled();
        }
        var token = parts.access().tokens().fresh();
        var seal = Seal.fresh();
        String id;
        String sealed;
        RunPlan plan;
        Masker masker;
        try {
            var secrets = SecretValues.of(parts, deploy.app()).read(references());
            secrets.put(TOKEN, token);
            sealed = seal.close(secrets.values());
            masker = new Masker(secrets.values());
            plan = plan(step, command, secrets, seal);
            id = record(step);
            parts.runs().prepare(id, plan);
        } catch (IOException e) {
            return new Result.Failed("the command could not be started: " + e.getMessage());
        }
        parts.db().write(tx -> {
            RunStore.starting(tx, id, parts.node(), parts.runs().boot(), sealed);
            parts.access().tokens().admit(tx, token, deploy.user(), deploy.id().value());
            return id;
        });
        // That is on the disk now. From here on the command may run, so whatever goes wrong is no outcome.
        try {
            var sink = new Counted(RunOutput.masked(parts, deploy, id, step, masker), 0);
            return ended(id, parts.runs().start(id, plan, limits(command), sink, stop), sink.rawRead());
        } catch (UncheckedIOException e) {
            throw new EngineFailure(new IOException(e));
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
    }

    private Map<String, SecretReference> references() {
        return config.secrets(deploy.environment());
    }

    /** A run that never started is forgotten, its row before its directory; the new one has an id that no late supervisor knows. */
    private String record(String step) throws IOException {
        var id = parts.runs().newId();
        var stale = store.find(deploy.id(), step);
        parts.db().writeLazily(tx -> {
            stale.ifPresent(run -> RunStore.delete(tx, run.id()));
            RunStore.insert(tx, id, deploy.id(), step, parts.node());
            return id;
        });
        if (stale.isPresent()) {
            parts.runs().remove(stale.get().id());
        }
        return id;
    }

    private Result attach(Run run, Command command) throws IOException, InterruptedException {
        var sink = new Counted(sink(run), run.rawRead());
        var end = isOfAnotherBoot(run)
                ? parts.runs().salvage(run.id(), run.rawRead(), sink)
                : parts.runs().attach(run.id(), run.rawRead(), run.outputAt(), limits(command), sink, stop);
        return ended(run.id(), end, sink.rawRead());
    }

    private LogSink sink(Run run) {
        try {
            return RunOutput.masked(parts, deploy, run.id(), run.step(), new Masker(secretsOf(run)));
        } catch (IOException e) {
            return RunOutput.withheld(parts, deploy, run, String.valueOf(e.getMessage()));
        }
    }

    /** The values that the command was started with, though they may have changed since. */
    private List<Secret> secretsOf(Run run) throws IOException {
        if (run.boot() == null) {
            return ofEarlierVersion(run);
        }
        var key = parts.runs().key(run.id());
        if (run.sealed() == null || key.isEmpty()) {
            throw new IOException("the secrets with which the command was started are gone");
        }
        return new Seal(key.get()).open(run.sealed());
    }

    /** One that kept no secrets: as long as the supervisor lives, they are in its environment. The first had no tokens. */
    private List<Secret> ofEarlierVersion(Run run) throws IOException {
        var environment = parts.runs().environment(run.id());
        var hasSecrets = !references().isEmpty()
                || parts.access().tokens().isThereFor(deploy.id().value());
        if (environment.isEmpty() && hasSecrets) {
            throw new IOException("the secrets with which the command was started are gone");
        }
        return Stream.concat(Stream.of(TOKEN), references().keySet().stream())
                .map(name -> new Secret(environment.orElse(Map.of()).getOrDefault(name, "")))
                .toList();
    }

    /** @param rawRead how much of the output was stored; should the database have lost some of that since, it is read again */
    private Result ended(String id, RunEnd end, long rawRead) {
        var result = result(end);
        var endsInGap = !(end instanceof RunEnd.Lost) && parts.runs().isGapAt(id, rawRead);
        ended.add(id);
        Function<Tx, String> note = tx -> {
            RunStore.end(tx, id, parts.node(), rawRead, result);
            if (endsInGap) {
                parts.logs().say(tx, deploy.id().value(), RunOutput.GAP);
            }
            return id;
        };
        try {
            parts.db().writeLazily(note);
        } catch (NoRoom e) {
            parts.db().writeAnyway(note);
        }
        return result;
    }

    /**
     * Makes sure that the database still knows the end of all that has ended, and so their output: that was not on its disk yet, and a
     * crash of the database may have taken it away.
     *
     * @throws TakenOver if it does not
     */
    void mustBeRecorded(Tx tx) {
        ended.forEach(id -> RunStore.mustHaveEnded(tx, id));
    }

    /** Whether any command of it has run, as far as this knows. */
    boolean haveRun() {
        return !ended.isEmpty();
    }

    private static Result result(RunEnd end) {
        return switch (end) {
            case RunEnd.Exited(var code) when code == 0 -> new Result.Succeeded();
            case RunEnd.Exited(var code)
            when code == 127 ->
                new Result.Failed(
                        "the command ended with exit code 127: not found; is it installed, and in the PATH of the server?");
            case RunEnd.Exited(var code)
            when code > 128 && code < 128 + 65 ->
                new Result.Failed("the command was ended by signal %d (exit code %d)".formatted(code - 128, code));
            case RunEnd.Exited(var code) -> new Result.Failed("the command ended with exit code " + code);
            case RunEnd.Stopped _ -> new Result.Cancelled();
            case RunEnd.TimedOut(var message) -> new Result.TimedOut(message);
            case RunEnd.NotStarted(var message) -> new Result.Failed(message);
            case RunEnd.Lost(var message) -> new Result.Interrupted(message);
        };
    }

    private RunPlan plan(String step, Command command, Map<String, Secret> secrets, Seal seal) throws IOException {
        Environment.mustBeForApps(config.commands().passEnvironment());
        var environment = Variables.of(info, config, command.environment(), System.getenv());
        secrets.forEach((name, secret) -> environment.put(name, secret.value()));
        Environment.check(command.line(), environment);
        var workspace = parts.sources().path(Runner.workspace(deploy, parts.node()));
        return new RunPlan(
                deploy.name(),
                step,
                workspace,
                command.line(),
                environment,
                config.commands().runAs(),
                seal.key());
    }

    private Limits limits(Command command) {
        return new Limits(command.timeout(), command.readTimeout(), grace(config));
    }

    static Duration grace(AppConfig config) {
        var seconds = config.commands().grace();
        return seconds == null ? GRACE : Duration.ofMillis((long) (seconds * 1000));
    }
}
