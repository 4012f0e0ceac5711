package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.deliveries.Courier.Addressee;
import dev.waybill.spi.notices.Notice;
import org.jspecify.annotations.Nullable;

/**
 * What a notifier remembers, for one notice.
 *
 * @param ofSubject about the deploy, or whatever else the notice is about
 * @param ofEnvironment about the environment
 */
record Memories(MemoryStore store, Addressee ofSubject, Addressee ofEnvironment) {
    static Memories of(MemoryStore store, Subscription subscription, @Nullable App app, Notice notice) {
        var target = subscription.target();
        var deploy = notice.deploy();
        return new Memories(
                store,
                new Addressee(target, deploy == null ? "other" : "deploy " + deploy.id()),
                new Addressee(
                        target,
                        MemoryStore.ENVIRONMENT
                                + "%s of %s".formatted(notice.environment(), app == null ? "all" : app.id())));
    }
}
