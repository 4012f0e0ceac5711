package dev.waybill.execution;

import dev.waybill.artifacts.Artifacts;
import dev.waybill.commands.CommandRuns;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.StateStore.State;
import dev.waybill.hosts.Hosts;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.spi.Time;
import dev.waybill.workspaces.Sources;

/** What running deploys use. */
public record Contexts(
        CommandRuns runs,
        Journal journal,
        AppSecrets secrets,
        Sources sources,
        Hosts hosts,
        Artifacts artifacts,
        Time time) {
    /**
     * The point that a deploy has reached.
     *
     * @param running in the workspace in which it has begun, or a fresh one
     * @param hasStarted whether something of it has started, so that the workspace is not fresh any more
     * @param isFirst whether no provider was called for it yet
     */
    record Reached(RunningDeploy running, boolean hasStarted, boolean isFirst) {}

    Reached reached(RunningDeploy running) {
        var steps = steps(running);
        var begun = steps.begun();
        var state = journal.states().find(running.deploy().id());
        var hasSaved = state.filter(it -> !it.saved().isEmpty()).isPresent();
        var hasStarted = steps.haveStarted(begun) || hasSaved;
        var workspace = state.filter(_ -> hasStarted).map(State::workspace).orElse(running.workspace());
        return new Reached(running.in(workspace), hasStarted, begun.isEmpty() && !hasSaved);
    }

    Steps steps(RunningDeploy running) {
        return new Steps(running, runs);
    }

    Context of(RunningDeploy running, Steps steps) {
        return new Context(running, steps, this);
    }
}
