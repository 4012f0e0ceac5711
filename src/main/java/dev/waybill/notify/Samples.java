package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.apps.config.text.Likeness;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.NotFound;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Told;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Tries the notifiers of apps. Thread-safe. */
public final class Samples {
    private static final Duration TO_OBJECT = Duration.ofSeconds(3);

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

    /** A notifier that is told. @param isOfServer whether it belongs to the server's configuration */
    public record Listed(String name, String type, boolean isOfServer) {}

    /** Who is told about an app. */
    public List<Listed> of(App app) {
        return listed(subscriptions.of(app));
    }

    /** The notifiers of the server's configuration. */
    public List<Listed> ofServer() {
        return listed(subscriptions.ofServer());
    }

    private static List<Listed> listed(List<Subscription> all) {
        return all.stream()
                .map(it -> new Listed(it.name(), it.type(), it.app() == null))
                .toList();
    }

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

    /**
     * What receivers object to being told by the notifiers of an app, without being told anything: sentences. Blocks, for at most three
     * seconds; a receiver that has not answered by then does not object.
     */
    public List<String> objections(App app) throws InterruptedException {
        var own = subscriptions.of(app).stream()
                .filter(it -> it.app() != null && kinds.containsKey(it.type()))
                .toList();
        var threads = Executors.newVirtualThreadPerTaskExecutor();
        try {
            var told = threads.invokeAll(
                    own.stream().map(it -> objection(app, it)).toList(), TO_OBJECT.toMillis(), TimeUnit.MILLISECONDS);
            return told.stream()
                    .filter(it -> it.state() == Future.State.SUCCESS)
                    .flatMap(it -> it.resultNow().stream())
                    .toList();
        } finally {
            threads.shutdownNow(); // to close it would wait for whoever looks up a name
        }
    }

    private Callable<Optional<String>> objection(App app, Subscription subscription) {
        var kind = Objects.requireNonNull(kinds.get(subscription.type()));
        return () -> telling.objection(kind, subscription, app) instanceof Told.Refused refused
                ? Optional.of("notifier %s: %s".formatted(subscription.name(), refused.answer()))
                : Optional.empty();
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
