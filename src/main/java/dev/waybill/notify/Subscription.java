package dev.waybill.notify;

import dev.waybill.apps.AppId;
import dev.waybill.deliveries.Courier.Addressee;
import dev.waybill.notifiers.settings.Filter;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A configured notifier.
 *
 * @param name unique among those of its app, or of the server
 * @param app to which it belongs; null for the server
 * @param settings as configured
 */
record Subscription(String name, String type, @Nullable AppId app, Map<String, Object> settings, Filter filter) {
    /** Stays the same if the app is renamed. */
    String target() {
        return app == null
                ? "notifier %s of the server".formatted(name)
                : Addressee.target("notifier " + name, app.value());
    }
}
