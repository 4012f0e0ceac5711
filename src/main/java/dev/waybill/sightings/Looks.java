package dev.waybill.sightings;

import dev.waybill.apps.App;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Report;
import dev.waybill.logs.Masker;
import dev.waybill.providers.Providers;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.spi.Live;
import dev.waybill.spi.LiveContext;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the providers of apps what is live. Thread-safe; blocks. */
public final class Looks {
    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);
    private static final int LONGEST = 200;
    /** What is later is a mistake, and perhaps no milliseconds any more. */
    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");
    /** Control characters, and those that change the direction of what follows. */
    private static final String ODD = "[\\p{Cc}\\u2028\\u2029\\u202a-\\u202e\\u2066-\\u2069]+";

    private final Providers providers;
    private final AppSecrets secrets;
    private final Questions questions;

    public Looks(Providers providers, AppSecrets secrets, Time time) {
        this.providers = providers;
        this.secrets = secrets;
        this.questions = new Questions(time);
    }

    /**
     * What was answered.
     *
     * @param complaint why the other system did not tell; null if it did
     * @param live null if nothing is
     */
    record Answer(@Nullable String complaint, @Nullable Live live) {}

    /** Whether there is another system to ask. */
    boolean areOf(AppConfig config) {
        return providers.provider(config.provider()).tellsLive();
    }

    /** How many looks a provider has not given up, although they were interrupted. */
    int stuck(String provider) {
        return questions.stuck(provider);
    }

    /** Blocks, for 40 seconds at most. */
    Answer ask(App app, String environment) throws InterruptedException {
        return questions.ask(app.config().provider(), () -> answer(app, environment));
    }

    private Answer answer(App app, String environment) throws InterruptedException {
        var read = new ArrayList<Secret>();
        try {
            var found = providers.provider(app.config().provider()).live(new Context(app, environment, secrets, read));
            return new Answer(
                    null, found.map(live -> clean(live, new Masker(read))).orElse(null));
        } catch (IOException e) {
            return new Answer(shown(String.valueOf(e.getMessage()), new Masker(read)), null);
        } catch (RuntimeException e) {
            var kind = e.getClass().getName(); // its message may hold a secret
            LOG.error(
                    "provider {} could not tell what is live in {}: {}",
                    app.config().provider(),
                    app.name(),
                    kind);
            return new Answer("the provider failed unexpectedly; see the server's log", null);
        }
    }

    static Live clean(Live live, Masker masker) {
        var sha = live.sha();
        var by = live.by();
        var since = live.since();
        var address = live.address();
        return new Live(
                shown(live.release(), masker),
                sha != null && sha.matches("[0-9a-f]{40}") ? sha : null,
                since == null || since.isBefore(Instant.EPOCH) || since.isAfter(LATEST) ? null : since,
                by == null ? null : shown(by, masker),
                address != null
                                && Report.isLink("page of it", address)
                                && masker.mask(address).equals(address)
                        ? address
                        : null);
    }

    private static String shown(String text, Masker masker) {
        var line = masker.mask(text.replaceAll(ODD, " ").strip());
        return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + "…";
    }

    /** @param read collects the secrets that were read */
    private record Context(App of, String environment, AppSecrets secrets, List<Secret> read) implements LiveContext {
        @Override
        public String app() {
            return of.name();
        }

        @Override
        public Map<String, Object> settings() throws IOException {
            return secrets.of(of.id()).settings(of.config().providerConfig(environment), read);
        }
    }
}
