package dev.waybill.deliveries;

import dev.waybill.events.Recorded;
import dev.waybill.store.Tx;
import java.util.List;

/** Tells one kind of receiver about events. Called from many threads at once. */
public interface Courier {
    /** A word that is stored with every delivery; never changes, never shared. */
    String name();

    /**
     * Whom to tell about an event; called once for each event, in the order of their numbers. Reads only what the transaction
     * can read. If it throws, this courier is asked again later, and told of no later event before.
     */
    List<Addressee> addressees(Tx tx, Recorded event);

    /**
     * Sends a delivery. Blocks, for at most a minute. An earlier attempt may have reached the receiver even though its answer did
     * not come back, so sending twice must do no harm; {@link Delivery#event} is the same both times.
     *
     * @throws InterruptedException if the server stops: the delivery is sent again after the next start
     */
    Receipt send(Delivery delivery) throws InterruptedException;

    /**
     * Who is told.
     *
     * @param target the receiver: one that fails or hangs delays no delivery to another
     * @param subject deliveries to one target about one subject are sent one after the other, in the order of their events
     */
    record Addressee(String target, String subject) {
        /**
         * The target for what is sent to a receiver about one app, which one that gives no permission for another app does not
         * hold up. Stays the same if the app is renamed.
         *
         * @param app its id
         */
        public static String target(String receiver, long app) {
            return "%s #%d".formatted(receiver, app);
        }
    }
}
