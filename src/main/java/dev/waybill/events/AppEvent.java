package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.Locale;

/** A change of an app. */
public sealed interface AppEvent extends EventData {
    /** @param version of the configuration, from 1 */
    record Changed(@JsonIgnore Change change, String name, int version) implements AppEvent {
        @Override
        public String eventKind() {
            return "app." + change.name().toLowerCase(Locale.ROOT);
        }
    }

    enum Change {
        CREATED,
        CHANGED,
        RETIRED,
        DELETED
    }

    /** A hard lock on a whole app, as clients of Freight know it; its {@link LockEvent} comes first. */
    record Locked(String reason) implements AppEvent {
        @Override
        public String eventKind() {
            return "app.locked";
        }
    }

    record Unlocked() implements AppEvent {
        @Override
        public String eventKind() {
            return "app.unlocked";
        }
    }
}
