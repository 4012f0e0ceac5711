package dev.waybill.checks;

import dev.waybill.apps.App;
import dev.waybill.commands.Variables;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a check is asked about.
 *
 * @param about the app
 * @param settings with the values of secrets
 * @param read gets each secret that is read, to be masked
 */
record Question(
        Inquiry inquiry,
        App about,
        Map<String, Object> settings,
        AppSecrets secrets,
        CommitTimes commits,
        Time time,
        List<Secret> read)
        implements CheckContext {
    Question {
        settings = Map.copyOf(settings);
    }

    @Override
    public String app() {
        return about.name();
    }

    @Override
    public String environment() {
        return inquiry.lane().environment();
    }

    @Override
    public String sha() {
        return inquiry.sha().hex();
    }

    @Override
    public String ref() {
        return inquiry.ref();
    }

    @Override
    public Instant now() {
        return time.now();
    }

    @Override
    public Map<String, String> variables() throws IOException {
        var variables = Variables.of(this, about.config(), System.getenv());
        secrets.of(about.id()).read(about.config().secrets(environment())).forEach((name, secret) -> {
            read.add(secret);
            variables.put(name, secret.value());
        });
        return variables;
    }

    @Override
    public @Nullable String user() {
        return about.config().commands().runAs();
    }

    @Override
    public Instant committedAt() throws IOException, InterruptedException {
        return commits.of(about, inquiry.sha());
    }
}
