package dev.waybill.deploys;

import dev.waybill.deploys.RunStore.Phase;
import dev.waybill.deploys.RunStore.Run;
import dev.waybill.runs.Limits;
import dev.waybill.runs.LogSink;
import dev.waybill.runs.RunEnd;
import dev.waybill.runs.RunPlan;
import dev.waybill.runs.Stop;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;

/** The commands of one deploy, each of which runs once, whatever happens to the server. */
final class Steps implements ProviderContext {
    private final Parts parts;
    private final RunStore store;
    private final Deploy deploy;
    private final DeployInfo info;
    private final Stop stop;

    Steps(Parts parts, RunStore store, Deploy deploy, DeployInfo info, Stop stop) {
        this.parts = parts;
        this.store = store;
        this.deploy = deploy;
        this.info = info;
        this.stop = stop;
    }

    @Override
    public DeployInfo deploy() {
        return info;
    }

    /** Whether any command ran, so that the workspace is not fresh any more. */
    boolean haveStarted(List<Run> begun) throws IOException {
        for (var run : begun) {
            if (hasStarted(run)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Result run(String step, Command command) throws InterruptedException {
        var begun = store.find(deploy.id(), step);
        if (begun.isPresent() && begun.get().result() instanceof Result result) {
            return result;
        }
        try {
            return begun.isPresent() && hasStarted(begun.get()) ? attach(begun.get(), command) : begin(step, command);
        } catch (IOException e) {
            return new Result.Failed("the command could not be run: " + e.getMessage());
        }
    }

    /** False also makes sure that it never will: a supervisor that comes late finds its right to start gone. */
    private boolean hasStarted(Run run) throws IOException {
        return run.phase() == Phase.ENDED
                || run.phase() == Phase.STARTING && !parts.runs().revoke(run.id());
    }

    private Result begin(String step, Command command) throws IOException, InterruptedException {
        if (stop.isRequested()) {
            return new Result.Cancelled();
        }
        var id = record(step);
        var plan = plan(step, command);
        parts.runs().prepare(id, plan);
        parts.db().write(tx -> {
            RunStore.starting(tx, id, parts.node());
            return id;
        });
        return ended(id, parts.runs().start(id, plan, limits(command), sink(id, step), stop));
    }

    /** A run that never started is forgotten with its directory; the new one has an id that no late supervisor knows. */
    private String record(String step) throws IOException {
        var id = parts.runs().newId();
        var stale = store.find(deploy.id(), step);
        if (stale.isPresent()) {
            parts.runs().remove(stale.get().id());
        }
        return parts.db().write(tx -> {
            stale.ifPresent(run -> RunStore.delete(tx, run.id()));
            RunStore.insert(tx, id, deploy.id(), step, parts.node());
            return id;
        });
    }

    private Result attach(Run run, Command command) throws IOException, InterruptedException {
        var end = parts.runs().attach(run.id(), run.rawRead(), limits(command), sink(run.id(), run.step()), stop);
        return ended(run.id(), end);
    }

    private Result ended(String id, RunEnd end) {
        var result = result(end);
        parts.db().write(tx -> {
            RunStore.end(tx, id, parts.node(), result);
            return id;
        });
        return result;
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

    private RunPlan plan(String step, Command command) {
        var environment = new LinkedHashMap<>(Variables.of(info, System.getenv()));
        environment.putAll(command.environment());
        return new RunPlan(
                deploy.name(), step, parts.workspaces().path(Runner.workspace(deploy)), command.line(), environment);
    }

    private static Limits limits(Command command) {
        return new Limits(command.timeout(), command.readTimeout(), Runner.GRACE);
    }

    /** A piece and the note that it is stored are one transaction, so that every byte is stored once. */
    private LogSink sink(String run, String step) {
        return (bytes, length, from) -> parts.db().write(tx -> {
            RunStore.advance(tx, run, parts.node(), from, from + length);
            parts.logs().append(tx, deploy.id().value(), step, Arrays.copyOf(bytes, length));
            return run;
        });
    }
}
