package dev.waybill.commands;

import dev.waybill.commands.RunStore.Phase;
import dev.waybill.commands.RunStore.Run;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Node;
import dev.waybill.logs.Masker;
import dev.waybill.runs.Limits;
import dev.waybill.runs.RunEnd;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Command;
import dev.waybill.spi.Result;
import dev.waybill.store.Db;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** Runs each command exactly once: one that may have started is followed, never started again. Thread-safe; blocks meanwhile. */
public final class CommandRuns {
    private final Db db;
    private final RunStore store;
    private final Runs runs;
    private final Node node;
    private final RunSecrets secrets;
    private final Plans plans;
    private final RunJournal journal;

    public CommandRuns(Db db, Runs runs, Node node, RunSecrets secrets, Plans plans, RunJournal journal) {
        this.db = db;
        this.store = new RunStore(db);
        this.runs = runs;
        this.node = node;
        this.secrets = secrets;
        this.plans = plans;
        this.journal = journal;
    }

    /** How a run ended. */
    public record Ended(String run, Result result) {}

    /** The runs of a deploy, in the order of their steps. */
    public List<Run> of(Deploy deploy) {
        return store.of(deploy.id());
    }

    public Optional<Run> find(Deploy deploy, String step) {
        return store.find(deploy.id(), step);
    }

    /**
     * False also guarantees that it never will: it revokes the start permit, so a late supervisor does not start it. After a
     * reboot the answer is true, because the files may not have reached the disk before the crash.
     */
    public boolean hasStarted(Run run) throws IOException {
        return run.phase() == Phase.ENDED
                || run.phase() == Phase.STARTING && (isOfAnotherBoot(run) || !runs.revoke(run.id()));
    }

    /** Whether a command of the deploy has run before the last reboot: what it wrote may not have reached the disk. */
    public boolean haveBegunBeforeReboot(Deploy deploy) {
        return store.of(deploy.id()).stream().anyMatch(this::isOfAnotherBoot);
    }

    private boolean isOfAnotherBoot(Run run) {
        return run.boot() != null && !run.boot().equals(runs.boot());
    }

    /**
     * Starts a command. The run is recorded before the command can start.
     *
     * @throws IOException if the command was not started and never will be
     * @throws EngineFailure if it may have started
     */
    public Ended begin(RunningDeploy running, String step, Command command) throws IOException, InterruptedException {
        var deploy = running.deploy();
        var seal = Seal.fresh();
        var fresh = secrets.fresh(deploy, running.config());
        fresh.putAll(command.secrets());
        var sealed = seal.close(fresh.values());
        var plan = plans.plan(running, step, command, fresh, seal);
        var id = record(deploy, step);
        runs.prepare(id, plan);
        try (var launched = runs.launch(id, plan, running.stop())) {
            db.write(tx -> {
                RunStore.starting(tx, id, node, runs.boot(), sealed);
                secrets.admit(tx, deploy, fresh);
                return id;
            });
            return started(running, launched, step, command, new Masker(fresh.values()));
        }
    }

    /** The record is on disk. From here on the command may be running, so a failure here is not an outcome of the deploy. */
    private Ended started(RunningDeploy running, Runs.Launched launched, String step, Command command, Masker masker)
            throws InterruptedException {
        try {
            var entry = new RunJournal.Entry(running.deploy(), launched.id(), step);
            var sink = RunOutput.masked(journal, entry, masker, new Marks(true, command.hasJsonReports()), 0);
            var end = runs.start(launched, limits(running, command), sink, running.stop());
            return ended(entry, end, sink.rawRead());
        } catch (UncheckedIOException e) {
            throw new EngineFailure(new IOException(e));
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
    }

    /**
     * Replaces a run that never started: first its row is deleted, then its directory. The new run has an id that no late
     * supervisor knows.
     */
    private String record(Deploy deploy, String step) throws IOException {
        var id = runs.newId();
        var stale = store.find(deploy.id(), step);
        db.writeLazily(tx -> {
            stale.ifPresent(run -> RunStore.delete(tx, run.id()));
            RunStore.insert(tx, id, deploy.id(), step, node);
            return id;
        });
        if (stale.isPresent()) {
            runs.remove(stale.get().id());
        }
        return id;
    }

    /** Follows a run that has started until it ends. */
    public Ended attach(RunningDeploy running, Run run, Command command) throws IOException, InterruptedException {
        var entry = new RunJournal.Entry(running.deploy(), run.id(), run.step());
        var marks = new Marks(runs.isAtLineStart(run.id(), run.rawRead()), command.hasJsonReports());
        var sink = sink(running, run, entry, marks);
        var end = isOfAnotherBoot(run)
                ? runs.salvage(run.id(), run.rawRead(), sink)
                : runs.attach(run.id(), run.rawRead(), run.outputAt(), limits(running, command), sink, running.stop());
        return ended(entry, end, sink.rawRead());
    }

    private RunOutput sink(RunningDeploy running, Run run, RunJournal.Entry entry, Marks marks) {
        try {
            var masker = new Masker(secrets.of(run, running.deploy(), running.config()));
            return RunOutput.masked(journal, entry, masker, marks, run.rawRead());
        } catch (IOException e) {
            return RunOutput.withheld(journal, entry, String.valueOf(e.getMessage()), run.rawRead());
        }
    }

    /** @param rawRead how much of the output was stored; if the database has lost some of it since, that is read again */
    private Ended ended(RunJournal.Entry entry, RunEnd end, long rawRead) {
        var result = RunResults.of(end);
        var endsInGap = !(end instanceof RunEnd.Lost) && runs.isGapAt(entry.run(), rawRead);
        journal.end(entry, rawRead, result, endsInGap);
        return new Ended(entry.run(), result);
    }

    private static Limits limits(RunningDeploy running, Command command) {
        return new Limits(command.timeout(), command.readTimeout(), running.grace());
    }
}
