package dev.waybill.execution;

import dev.waybill.commands.CommandRuns;
import dev.waybill.commands.EngineFailure;
import dev.waybill.commands.RunStore;
import dev.waybill.commands.RunStore.Run;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.TakenOver;
import dev.waybill.spi.Command;
import dev.waybill.spi.Result;
import dev.waybill.store.Tx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The commands of one deploy. Each runs exactly once, even across restarts of the server. */
final class Steps {
    /** Only its time limits count once it runs. */
    private static final Command UNKNOWN = new Command("", Map.of(), Duration.ofHours(1), Duration.ofHours(1));

    private final RunningDeploy running;
    private final CommandRuns runs;
    /** The runs that have ended. */
    private final Set<String> ended = new HashSet<>();

    Steps(RunningDeploy running, CommandRuns runs) {
        this.running = running;
        this.runs = runs;
    }

    /** The recorded runs. */
    List<Run> begun() {
        return runs.of(running.deploy());
    }

    /** Whether any of these has started, so that the workspace is not fresh any more. */
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

    Result run(String step, Command command) throws InterruptedException {
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

    /**
     * Blocks until the commands that an earlier start of the server has begun have ended, if the provider has not followed them:
     * it may be another version, or missing.
     */
    void followRest() throws InterruptedException {
        try {
            for (var run : begun()) {
                if (run.result() == null && !ended.contains(run.id()) && runs.hasStarted(run)) {
                    noted(runs.attach(running, run, UNKNOWN));
                }
            }
        } catch (UncheckedIOException e) {
            throw new EngineFailure(new IOException(e));
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
    }

    private Result begin(String step, Command command) throws InterruptedException {
        if (running.stop().isRequested()) {
            return new Result.Cancelled();
        }
        if (runs.haveBegunBeforeReboot(running.deploy())) {
            return new Result.Interrupted("the machine was rebooted between two steps");
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
     * Checks that the database still has the result, and so the output, of every run that has ended: a crash of the database may
     * have lost what was not yet on its disk.
     *
     * @throws TakenOver if one is missing
     */
    void mustBeRecorded(Tx tx) {
        ended.forEach(id -> RunStore.mustHaveEnded(tx, id));
    }

    /** Whether any command has run since this object was made. */
    boolean haveRun() {
        return !ended.isEmpty();
    }
}
