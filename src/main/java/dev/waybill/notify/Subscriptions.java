package dev.waybill.notify;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.config.AppConfig.PluginConfig;
import dev.waybill.notifiers.settings.CommonSettings;
import dev.waybill.notifiers.settings.Filter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The configured notifiers. Immutable. */
public final class Subscriptions {
    private final List<Subscription> ofServer;

    /** @param ofServer the notifiers of the server's configuration */
    public Subscriptions(List<PluginConfig> ofServer) {
        this.ofServer = subscriptions(null, ofServer);
    }

    List<Subscription> ofServer() {
        return ofServer;
    }

    /** Those of an app, and those of the server that are for it. @param app null for what concerns all apps */
    List<Subscription> of(@Nullable App app) {
        var own = app == null
                ? Stream.<Subscription>empty()
                : subscriptions(app.id(), app.config().notifiers()).stream();
        var name = app == null ? null : app.name();
        return Stream.concat(own, ofServer.stream().filter(it -> it.filter().matchesApp(name)))
                .toList();
    }

    /** One without a name is named after its kind; of several with one name, the later ones get a number. */
    private static List<Subscription> subscriptions(@Nullable AppId app, List<PluginConfig> configured) {
        var all = new ArrayList<Subscription>();
        var used = new HashSet<String>();
        for (var each : configured) {
            var given = each.config().get(CommonSettings.NAME) instanceof String text ? text : each.type();
            var name = given;
            for (var number = 2; !used.add(name); number++) {
                name = "%s-%d".formatted(given, number);
            }
            all.add(new Subscription(name, each.type(), app, each.config(), Filter.of(each.config())));
        }
        return List.copyOf(all);
    }
}
