package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.commands.Variables;
import dev.waybill.logs.LastLines;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Secret;
import dev.waybill.spi.notices.Notice;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a notifier needs.
 *
 * @param about whose notifier it is; null for the server
 * @param settings with the values of secrets
 * @param read gets each secret that is read, to be masked
 */
record Context(
        @Nullable App about,
        Notice notice,
        Memories memories,
        Map<String, Object> settings,
        Telling.Means means,
        List<Secret> read)
        implements NotifierContext {
    private static final long BYTES_PER_LINE = 500;

    Context {
        settings = Map.copyOf(settings);
    }

    @Override
    public Instant now() {
        return means.time().now();
    }

    @Override
    public Optional<String> remembered() {
        return memories.store().find(memories.ofSubject());
    }

    @Override
    public void remember(String text) {
        memories.store().keep(memories.ofSubject(), text);
    }

    @Override
    public Optional<String> rememberedOfEnvironment() {
        return memories.store().find(memories.ofEnvironment());
    }

    @Override
    public void rememberOfEnvironment(String text) {
        memories.store().keep(memories.ofEnvironment(), text);
    }

    @Override
    public List<String> lastLines(int most) {
        var deploy = notice.deploy();
        return deploy == null || notice.isSample()
                ? List.of()
                : LastLines.of(means.logs().readLast(Long.parseLong(deploy.id()), most * BYTES_PER_LINE), most);
    }

    @Override
    public Map<String, String> variables() throws IOException {
        if (about == null) {
            return Map.of();
        }
        var environment = notice.environment();
        var variables = Variables.of(Map.of(), about.config(), environment, System.getenv());
        if (environment != null) {
            means.secrets()
                    .of(about.id())
                    .read(about.config().secrets(environment))
                    .forEach((name, secret) -> {
                        read.add(secret);
                        variables.put(name, secret.value());
                    });
        }
        return variables;
    }

    @Override
    public @Nullable String user() {
        return about == null ? null : about.config().commands().runAs();
    }
}
