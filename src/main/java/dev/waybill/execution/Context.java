package dev.waybill.execution;

import dev.waybill.commands.EngineFailure;
import dev.waybill.commands.RunningDeploy;
import dev.waybill.commands.StateStore;
import dev.waybill.deploys.Report;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.HostState;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Step;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the provider of one deploy uses. */
final class Context implements ProviderContext {
    private final RunningDeploy running;
    private final Steps steps;
    private final Contexts parts;
    private final Shown shown;
    private @Nullable Masks masks;

    Context(RunningDeploy running, Steps steps, Contexts parts) {
        this.running = running;
        this.steps = steps;
        this.parts = parts;
        this.shown = new Shown(running.deploy());
    }

    void plan(List<Step> all) {
        shown.plan(all.stream().map(Step::name).toList());
    }

    /** Stores what was shown and is not stored yet. */
    void settle() {
        parts.journal().settle(shown);
    }

    /** They are read when they are first needed; few providers do. */
    private Masks masks() {
        if (masks == null) {
            var deploy = running.deploy();
            var references = running.config().secrets(deploy.environment());
            masks = Masks.of(
                    () -> parts.secrets().of(deploy.app()).read(references).values());
        }
        return masks;
    }

    @Override
    public DeployInfo deploy() {
        return running.info();
    }

    @Override
    public Map<String, Object> settings() throws IOException {
        var read = new ArrayList<Secret>();
        try {
            return parts.secrets()
                    .of(running.deploy().app())
                    .settings(running.info().settings(), read);
        } finally {
            masks().add(read);
        }
    }

    @Override
    public Path workspace() {
        try {
            return parts.sources().path(running.workspace());
        } catch (IOException e) {
            throw new EngineFailure(e);
        }
    }

    @Override
    public Result run(String step, Command command) throws InterruptedException {
        if (!isCancelled()) {
            begin(step);
            settle();
        }
        return steps.run(step, command);
    }

    @Override
    public void begin(String step) {
        if (shown.hasSteps()) {
            parts.journal().begin(shown, step);
        }
    }

    @Override
    public Map<String, String> saved() {
        return parts.journal()
                .states()
                .find(running.deploy().id())
                .map(StateStore.State::saved)
                .orElse(Map.of());
    }

    @Override
    public void save(Map<String, String> values) {
        parts.journal().save(shown, running.workspace(), values);
    }

    @Override
    public void append(String step, String output, Map<String, String> values) {
        parts.journal().append(shown, running.workspace(), step, masks().mask(output), values);
    }

    @Override
    public void say(String line) {
        parts.journal().say(shown, masks().mask(line));
    }

    @Override
    public void progress(int percent) {
        parts.journal().progress(shown, Math.clamp(percent, 0, 100));
    }

    @Override
    public void note(String sentence) {
        report(Report.ofNote(Report.cutNote(masks().mask(sentence))));
    }

    @Override
    public void link(String title, String address) {
        var name = masks().mask(title);
        var masked = masks().maskAddress(address);
        if (Report.isLink(name, masked)) {
            report(Report.ofLink(name, masked));
        } else {
            say("the link \"%s\" is not shown: it needs a name of at most 100 characters and an http or https URL"
                    .formatted(name));
        }
    }

    @Override
    public void hosts(Map<String, HostState> states) {
        report(Report.ofHosts(Report.ofHosts(states).hosts(masks()::mask)));
    }

    private void report(Report report) {
        parts.journal().report(shown, report);
    }

    @Override
    public String endOfLog() {
        return parts.journal().endOfLog(running.deploy());
    }

    @Override
    public String knownHosts() {
        return parts.hosts().knownHosts();
    }

    @Override
    public boolean isCancelled() {
        return running.stop().isRequested();
    }

    @Override
    public boolean pause(Duration duration) throws InterruptedException {
        try {
            return untilCancelled(() -> {
                        parts.time().sleep(duration);
                        return true;
                    })
                    .isPresent();
        } catch (IOException e) {
            throw new EngineFailure(e); // waiting does no I/O
        }
    }

    @Override
    public <T> Optional<T> untilCancelled(Work<T> work) throws IOException, InterruptedException {
        return Interruptible.run(running.stop(), work);
    }
}
