package dev.waybill.execution;

import dev.waybill.commands.CommandRuns;
import dev.waybill.commands.EngineFailure;
import dev.waybill.commands.RunStore;
import dev.waybill.commands.RunStore.Run;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.TakenOver;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The commands of one deploy, each of which runs once, whatever happens to the server. */
final class Steps implements ProviderContext {
    private final RunningDeploy running;
    private final CommandRuns runs;
    /** The runs of which it knows the end. */
    private final Set<String> ended = new HashSet<>();

    Steps(RunningDeploy running, CommandRuns runs) {
        this.running = running;
        this.runs = runs;
    }

    @Override
    public DeployInfo deploy() {
        return running.info();
    }

    /** The runs that are on record. */
    List<Run> begun() {
        return runs.of(running.deploy());
    }

    /** Whether any of these ran, so that the workspace is not fresh any more. */
    boolean haveStarted(List<Run> begun) {
        try {
            for (var run : begun) {
                if (runs.hasStarted(run)) {
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
            var begun = runs.find(running.deploy(), step);
            if (begun.isPresent() && begun.get().result() instanceof Result result) {
                ended.add(begun.get().id());
                return result;
            }
            if (begun.isPresent() && runs.hasStarted(begun.get())) {
                return noted(runs.attach(running, begun.get(), command));
            }
        } catch (UncheckedIOException e) {
            throw new EngineFailure(new IOException(e));
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
        return begin(step, command);
    }

    private Result begin(String step, Command command) throws InterruptedException {
        if (running.stop().isRequested()) {
            return new Result.Cancelled();
        }
        try {
            return noted(runs.begin(running, step, command));
        } catch (IOException e) {
            return new Result.Failed("the command could not be started: " + e.getMessage());
        }
    }

    private Result noted(CommandRuns.Ended end) {
        ended.add(end.run());
        return end.result();
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
}
