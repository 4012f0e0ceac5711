package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.apps.ServerFiles;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.Receipt;
import dev.waybill.deliveries.Receipt.Exchange;
import dev.waybill.logs.Logs;
import dev.waybill.logs.Masker;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.repositories.SecretValues;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells one notifier one thing, with secrets masked in what is told and in what is kept of it. Thread-safe. */
public final class Telling {
    private static final Logger LOG = LoggerFactory.getLogger(Telling.class);

    /** Shorter ones are words that would be masked everywhere. */
    private static final int SHORTEST_PART = 8;

    private final Notices notices;
    private final AppSecrets secrets;
    private final ServerFiles files;
    private final MemoryStore memory;
    private final Logs logs;
    private final Time time;

    public Telling(Notices notices, AppSecrets secrets, ServerFiles files, MemoryStore memory, Logs logs, Time time) {
        this.notices = notices;
        this.secrets = secrets;
        this.files = files;
        this.memory = memory;
        this.logs = logs;
        this.time = time;
    }

    Receipt tell(Notifier kind, Subscription subscription, @Nullable App app, Delivery delivery)
            throws InterruptedException {
        var read = new ArrayList<Secret>();
        try {
            var mask = mask(app, delivery.event().subject().environment(), read);
            var outdated = notices.outdatedBy(delivery.event());
            var notice = notices.of(outdated.orElse(delivery.event()), app, mask);
            if (notice.isEmpty()) {
                return Receipt.nothing("it is over");
            }
            Way way = outdated.isPresent() ? kind::outdate : kind::tell;
            return Masked.receipt(told(way, subscription, app, notice.get(), read), new Masker(read));
        } catch (IOException e) {
            var exchange = new Exchange("", new Masker(read).mask(String.valueOf(e.getMessage())));
            return new Receipt.Failed(exchange, true, null);
        }
    }

    /** Tells a sample. */
    Told sample(Notifier kind, Subscription subscription, App app) throws InterruptedException {
        return sample(kind::tell, subscription, app);
    }

    /** Tells nothing. Refused if the receiver objects. */
    Told objection(Notifier kind, Subscription subscription, App app) throws InterruptedException {
        return sample(
                (_, context) -> kind.objection(context)
                        .<Told>map(why -> new Told.Refused("", why))
                        .orElse(new Told.Delivered("", "")),
                subscription,
                app);
    }

    private Told sample(Way way, Subscription subscription, App app) throws InterruptedException {
        var read = new ArrayList<Secret>();
        try {
            var notice = notices.sample(app, subscription.name());
            var told = told(way, subscription, app, notice, read);
            return Masked.told(told, new Masker(read));
        } catch (IOException e) {
            return new Told.Failed("", String.valueOf(e.getMessage()), true, null);
        }
    }

    /** What is asked of a notifier. */
    private interface Way {
        Told tell(Notice notice, Context context) throws InterruptedException;
    }

    private Told told(Way way, Subscription subscription, @Nullable App app, Notice notice, List<Secret> read)
            throws IOException, InterruptedException {
        var settings = values(subscription).settings(subscription.settings(), read);
        read.addAll(paths(read));
        try {
            return way.tell(
                    notice,
                    new Context(
                            subscription.app() == null ? null : app,
                            notice,
                            Memories.of(memory, subscription, app, notice),
                            settings,
                            new Means(secrets, logs, time),
                            read));
        } catch (RuntimeException e) {
            LOG.warn("notifier {} failed: {}", subscription.name(), new Masker(read).mask(String.valueOf(e)));
            return new Told.Failed("", "an unexpected error, which is in the log of the server", false, null);
        }
    }

    /** Receivers repeat the path of a request, or parts of it, which is what is secret in a URL. */
    private static List<Secret> paths(List<Secret> read) {
        return read.stream()
                .map(secret -> secret.value().strip())
                .filter(value -> value.matches("(?i)https?://[^/]*/.*"))
                .map(url -> url.replaceFirst("(?i)^https?://[^/]*/", ""))
                .flatMap(path -> Stream.concat(Stream.of(path), Stream.of(path.split("[/?&=#]"))))
                .filter(part -> part.length() >= SHORTEST_PART)
                .map(Secret::new)
                .toList();
    }

    private SecretValues values(Subscription subscription) {
        var app = subscription.app();
        return app == null ? new SecretValues(files, () -> true) : secrets.of(app);
    }

    /** Masks the secrets of commands, which may have printed them. What cannot be masked is withheld, and the rest is told. */
    private UnaryOperator<String> mask(@Nullable App app, @Nullable String environment, List<Secret> read) {
        if (app != null && environment != null) {
            try {
                var references = app.config().secrets(environment);
                read.addAll(secrets.of(app.id()).read(references).values());
            } catch (IOException e) {
                return _ -> "(withheld, because a secret to mask in it cannot be read)";
            }
        }
        return new Masker(List.copyOf(read))::mask;
    }

    /** What a context needs. */
    record Means(AppSecrets secrets, Logs logs, Time time) {}
}
