package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.apps.config.text.Likeness;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Told;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries the notifiers of apps. Thread-safe. */
public final class Samples {
    private final Subscriptions subscriptions;
    private final Map<String, Notifier> kinds;
    private final Telling telling;

    public Samples(Subscriptions subscriptions, List<Notifier> kinds, Telling telling) {
        this.subscriptions = subscriptions;
        this.kinds = kinds.stream().collect(Collectors.toMap(Notifier::name, Function.identity()));
        this.telling = telling;
    }

    /** @param isOfServer whether the notifier belongs to the server's configuration */
    public record Sample(String name, String type, boolean isOfServer, Told told) {}

    /**
     * Sends a sample to the notifiers of an app, and to those of the server that are told about it. Blocks, for at most half
     * a minute.
     *
     * @param name of one of them; null for all
     * @throws Conflict if there is none
     * @throws NotFound if none has that name
     */
    public List<Sample> send(App app, @Nullable String name) throws InterruptedException {
        var all = subscriptions.of(app);
        if (all.isEmpty()) {
            throw new Conflict(
                    "no_notifier", "app %s has no notifiers; configure some in its notifiers".formatted(app.name()));
        }
        var meant = all.stream()
                .filter(it -> name == null || it.name().equals(name))
                .toList();
        if (meant.isEmpty()) {
            var names = all.stream().map(Subscription::name).toList();
            throw new NotFound(
                    "invalid_resource",
                    "%s has no notifier \"%s\"; %s"
                            .formatted(
                                    app.name(),
                                    name,
                                    Likeness.suggestion(String.valueOf(name), names, "did you mean %s?", "it has %s")));
        }
        return atOnce(app, meant);
    }

    /** One that hangs holds up no other. */
    private List<Sample> atOnce(App app, List<Subscription> meant) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var told = threads.invokeAll(meant.stream()
                    .<Callable<Told>>map(it -> () -> told(app, it))
                    .toList());
            return IntStream.range(0, meant.size())
                    .mapToObj(i -> new Sample(
                            meant.get(i).name(),
                            meant.get(i).type(),
                            meant.get(i).app() == null,
                            told.get(i).resultNow()))
                    .toList();
        }
    }

    private Told told(App app, Subscription subscription) throws InterruptedException {
        var kind = kinds.get(subscription.type());
        return kind == null
                ? new Told.Refused("", "this server does not know the notifier " + subscription.type())
                : telling.sample(kind, subscription, app);
    }
}
