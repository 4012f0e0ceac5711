package dev.waybill.cli.run;

import dev.waybill.cli.Verb;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.logs.Progress;
import dev.waybill.cli.words.DeployWords;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** One run of a command as a deploy: waits for its turn, runs it, and reports its end. */
final class Run implements AutoCloseable {
    /** The exit code of a shell for a command that cannot be started. */
    private static final int NOT_STARTED = 127;

    private static final Duration GLANCE = Duration.ofMillis(100);
    private static final int MILLIS = 1000;

    private final Remote remote;
    private final Verb verb;
    private final Duration patience;
    private final Interruption interruption;

    Run(Remote remote, Verb verb, Duration patience) {
        this.remote = remote;
        this.verb = verb;
        this.patience = patience;
        this.interruption = Interruption.of(remote);
    }

    /** @throws CallFailed with the exit code of the command, or that of a deploy that did not start */
    void go(JsonNode requested, Progress progress, List<String> command) throws CallFailed, InterruptedException {
        try (var spool = new Spool()) {
            awaitTurn(requested, progress);
            var mandate = remote.begin();
            progress.clear();
            var grace = Duration.ofMillis((long) (mandate.path("grace").asDouble(0) * MILLIS));
            interruption.allow(grace);
            run(command, variables(mandate), grace, spool);
        } catch (IOException e) {
            throw new CallFailed(CallFailed.FAILED, "the output of the command cannot be kept: " + e.getMessage());
        }
    }

    private void awaitTurn(JsonNode requested, Progress progress) throws CallFailed, InterruptedException {
        var deploy = requested;
        while (!deploy.path("status").asString("").equals("in_progress")) {
            if (DeployWords.isOver(deploy)) {
                progress.clear();
                throw new CallFailed(CallFailed.STOPPED, DeployWords.ending(deploy));
            }
            progress.show(deploy);
            deploy = remote.awaitChange();
        }
    }

    private static Map<String, String> variables(JsonNode mandate) {
        var variables = new TreeMap<String, String>();
        mandate.path("variables")
                .propertyStream()
                .forEach(it -> variables.put(it.getKey(), it.getValue().asString("")));
        return variables;
    }

    private void run(List<String> command, Map<String, String> variables, Duration grace, Spool spool)
            throws IOException, CallFailed, InterruptedException {
        var sender = new Sender(remote, spool, verb::say, patience);
        var child = start(command, variables, spool);
        if (child.isEmpty()) {
            tell(NOT_STARTED, sender.finish(NOT_STARTED, true));
            return;
        }
        var stopping = new Stopping(child.get(), grace);
        while (!child.get().await(GLANCE)) {
            sender.round();
            stopping.heed(sender.stops() || interruption.isRequested(), sender.kills());
        }
        child.get().awaitOutput(spool);
        end(sender, child.get().exitCode(), stopping);
    }

    /** Empty if it cannot be started, which is then in its output. */
    private Optional<Child> start(List<String> command, Map<String, String> variables, Spool spool) throws IOException {
        try {
            return Optional.of(Child.start(command, variables, spool));
        } catch (IOException e) {
            var sentence = "waybill: %s\n".formatted(e.getMessage()).getBytes(StandardCharsets.UTF_8);
            spool.write(sentence, sentence.length);
            verb.say(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    /** What was cancelled counts as over only when nothing of it lives. */
    private void end(Sender sender, int code, Stopping stopping) throws CallFailed, InterruptedException {
        if (stopping.hasBegun()) {
            stopping.sweep();
        }
        var deploy = sender.finish(code, stopping.hasBegun());
        if (deploy.isPresent() && !DeployWords.isOver(deploy.get())) {
            stopping.sweep();
            deploy = sender.finish(code, true);
        }
        tell(code, deploy);
    }

    private void tell(int code, Optional<JsonNode> deploy) throws CallFailed {
        var words = deploy.map(DeployWords::ending)
                .orElse("the command ended with exit code %d, which the server does not know".formatted(code));
        var isCancelled =
                deploy.isPresent() && !deploy.get().path("outcome").asString("").equals("succeeded");
        if (code != 0 || isCancelled) {
            throw new CallFailed(code != 0 ? code : CallFailed.STOPPED, words);
        }
        verb.say(words);
    }

    @Override
    public void close() {
        interruption.close();
    }
}
