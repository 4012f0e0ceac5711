package dev.waybill.notify;

import dev.waybill.apps.AppId;
import dev.waybill.apps.Apps;
import dev.waybill.deliveries.Courier;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Named;
import dev.waybill.events.Recorded;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.notices.Topic;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Tells the notifiers of apps, and those of the server, about events. */
public final class NoticeCourier implements Courier {
    private final Apps apps;
    private final Subscriptions subscriptions;
    private final Map<String, Notifier> kinds;
    private final Telling telling;

    public NoticeCourier(Apps apps, Subscriptions subscriptions, List<Notifier> kinds, Telling telling) {
        this.apps = apps;
        this.subscriptions = subscriptions;
        this.kinds = kinds.stream().collect(Collectors.toMap(Notifier::name, Function.identity()));
        this.telling = telling;
    }

    @Override
    public String name() {
        return "notifiers";
    }

    @Override
    public List<Addressee> addressees(Tx tx, Recorded event) {
        return Stream.concat(wanting(tx, event), showing(tx, event))
                .map(it -> new Addressee(it.target(), lane(event)))
                .toList();
    }

    private Stream<Subscription> wanting(Tx tx, Recorded event) {
        return Topics.of(tx.handle(), event).stream()
                .flatMap(topic -> wanting(candidates(tx, event), topic, event))
                .filter(it -> it.filter().isForAllUsers() || it.filter().matchesUser(user(tx.handle(), event)));
    }

    /** Those that may show something that the event makes outdated, whichever events and users they ask for. */
    private Stream<Subscription> showing(Tx tx, Recorded event) {
        return Outdated.by(tx.handle(), event).stream()
                .flatMap(_ -> candidates(tx, event).stream())
                .filter(it -> showsProgress(it)
                        && it.filter().matchesEnvironment(event.subject().environment()));
    }

    private boolean showsProgress(Subscription subscription) {
        var kind = kinds.get(subscription.type());
        return kind != null && kind.showsProgress(subscription.settings());
    }

    private List<Subscription> candidates(Tx tx, Recorded event) {
        var app = event.subject().app();
        return app == null
                ? subscriptions.of(null)
                : apps.find(tx, new AppId(app.id())).map(subscriptions::of).orElse(List.of());
    }

    private Stream<Subscription> wanting(List<Subscription> candidates, Topic topic, Recorded event) {
        return candidates.stream()
                .filter(it -> kinds.containsKey(it.type())
                        && it.filter().matches(topic, showsProgress(it))
                        && it.filter().matchesEnvironment(event.subject().environment()));
    }

    /** Who requested the deploy, or did whatever else it is about. */
    private static @Nullable String user(Handle handle, Recorded event) {
        var by = Optional.ofNullable(event.by())
                .map(Named::name)
                .or(() -> Optional.ofNullable(event.data().get("by")).map(String::valueOf));
        return DeployStore.find(handle, event)
                .map(deploy -> deploy.user().name())
                .or(() -> by)
                .orElse(null);
    }

    /** A receiver is told in order what happens in one environment. */
    private static String lane(Recorded event) {
        var app = event.subject().app();
        return "%s of %s".formatted(event.subject().environment(), app == null ? "all" : Long.toString(app.id()));
    }

    @Override
    public Receipt send(Delivery delivery) throws InterruptedException {
        var subject = delivery.event().subject().app();
        var app = subject == null ? null : apps.find(new AppId(subject.id())).orElse(null);
        if (subject != null && app == null) {
            return Receipt.nothing("the app was deleted");
        }
        var subscription = subscriptions.of(app).stream()
                .filter(it -> it.target().equals(delivery.to().target()))
                .findFirst();
        var kind = subscription.map(it -> kinds.get(it.type()));
        return kind.isEmpty()
                ? Receipt.nothing("the notifier was removed")
                : telling.tell(kind.get(), subscription.get(), app, delivery);
    }
}
