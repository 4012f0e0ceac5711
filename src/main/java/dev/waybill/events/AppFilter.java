package dev.waybill.events;

import org.jspecify.annotations.Nullable;

/**
 * Finds the events of an app: also those from before it was renamed, and those of an app that was deleted.
 *
 * @param id of the app that has the name now; null if there is none, so that the name counts that an app had
 */
public record AppFilter(@Nullable Long id, String name) {
    public boolean matches(@Nullable Named app) {
        return app != null && (id == null ? name.equals(app.name()) : id == app.id());
    }
}
