package dev.waybill.providers.heroku;

import dev.waybill.TestRepository;
import dev.waybill.spi.Command;
import dev.waybill.spi.DeployInfo;
import dev.waybill.spi.HostState;
import dev.waybill.spi.ProviderContext;
import dev.waybill.spi.Result;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The context of a deploy that keeps everything in memory, and in which waiting takes no time. */
final class PlayedDeploy implements ProviderContext, Time {
    /** The server was killed. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    private final Path workspace;
    private final DeployInfo deploy;
    private final Map<String, Result> runs = new HashMap<>();
    private Map<String, String> saved = Map.of();
    private Duration clock = Duration.ofDays(1);
    private volatile boolean isCancelled;
    final StringBuilder log = new StringBuilder();
    final List<String> notes = new ArrayList<>();
    final List<String> begun = new ArrayList<>();
    final List<Command> commands = new ArrayList<>();
    int saves;
    /** The number of the save that a kill prevents. */
    int killAt = -1;

    PlayedDeploy(TestRepository repository, String sha, boolean isRollback, Map<String, Object> settings) {
        this.workspace = repository.path();
        this.deploy = new DeployInfo(
                "1",
                "shop",
                "production",
                1,
                "deploy",
                "main",
                sha,
                "b".repeat(40),
                isRollback,
                "ann",
                "http://localhost",
                null,
                Map.of(),
                List.of(),
                settings);
    }

    void cancel() {
        isCancelled = true;
    }

    private void mayBeKilled() {
        if (saves++ == killAt) {
            throw new Killed();
        }
    }

    @Override
    public DeployInfo deploy() {
        return deploy;
    }

    @Override
    public Map<String, Object> settings() {
        var settings = new HashMap<>(deploy.settings());
        settings.put("token", FakeHeroku.TOKEN);
        return settings;
    }

    @Override
    public Path workspace() {
        return workspace;
    }

    @Override
    public Result run(String step, Command command) throws InterruptedException {
        var known = runs.get(step);
        if (known != null || isCancelled) {
            return known == null ? new Result.Cancelled() : known;
        }
        commands.add(command);
        var builder = new ProcessBuilder("sh", "-c", command.line()).directory(workspace.toFile());
        builder.redirectErrorStream(true).environment().putAll(command.environment());
        command.secrets().forEach((name, secret) -> builder.environment().put(name, secret.value()));
        try {
            var process = builder.start();
            log.append(new String(process.getInputStream().readAllBytes()));
            var code = process.waitFor();
            var result = code == 0 ? new Result.Succeeded() : new Result.Failed("exit code " + code);
            runs.put(step, result);
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void begin(String step) {
        if (!begun.contains(step)) {
            begun.add(step);
        }
    }

    @Override
    public Map<String, String> saved() {
        return saved;
    }

    @Override
    public void save(Map<String, String> values) {
        mayBeKilled();
        saved = Map.copyOf(values);
    }

    @Override
    public void append(String step, String output, Map<String, String> values) {
        save(values);
        log.append(output);
    }

    @Override
    public void say(String line) {
        log.append(">> ").append(line).append('\n');
    }

    @Override
    public void progress(int percent) {}

    @Override
    public String endOfLog() {
        return log.toString();
    }

    @Override
    public String knownHosts() {
        return "";
    }

    @Override
    public void note(String sentence) {
        if (!notes.contains(sentence)) {
            notes.add(sentence);
        }
    }

    @Override
    public void link(String title, String address) {}

    @Override
    public void hosts(Map<String, HostState> states) {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isCancelled() {
        return isCancelled;
    }

    @Override
    public boolean pause(Duration duration) {
        clock = clock.plus(duration);
        return !isCancelled;
    }

    @Override
    public void sleep(Duration duration) {
        clock = clock.plus(duration);
    }

    @Override
    public <T> Optional<T> untilCancelled(Work<T> work) throws IOException, InterruptedException {
        try {
            var done = isCancelled ? Optional.<T>empty() : Optional.of(work.run());
            return isCancelled ? Optional.empty() : done;
        } catch (IOException e) {
            if (isCancelled) {
                return Optional.empty();
            }
            throw e;
        }
    }

    @Override
    public Instant now() {
        return Instant.EPOCH.plus(clock);
    }

    @Override
    public Duration sinceBoot() {
        return clock;
    }

    static Map<String, Object> token() {
        return Map.of("file", "/run/secrets/heroku");
    }
}
