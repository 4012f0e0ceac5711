package dev.waybill.spi;

import dev.waybill.spi.notices.Notice;
import java.util.Map;
import java.util.Optional;

/** Tells receivers about deploys, locks and automation. Configured as an entry of an app's {@code notifiers}, or of the server's. */
public interface Notifier extends Plugin {
    /**
     * Tells a receiver something. Blocks, for at most half a minute. An earlier attempt may have reached the receiver even though its
     * answer did not come back; the notice then has the same id. An exception counts as {@link Told.Failed}.
     *
     * @throws InterruptedException if this server stops: it is told again after the next start
     */
    Told tell(Notice notice, NotifierContext context) throws InterruptedException;

    /**
     * Removes the actions, such as buttons, from what was shown of a deploy that has ended, because a newer one of the same environment was requested. The same
     * rules as for {@link #tell}. Only asked if it {@link #showsProgress}.
     *
     * @param notice about the end of the deploy, whether that was told or not
     */
    default Told outdate(Notice notice, NotifierContext context) throws InterruptedException {
        return new Told.Delivered("", "it offers nothing");
    }

    /**
     * Asks the receiver, without telling it anything, whether it would accept a notice. Blocks, and is interrupted after three
     * seconds.
     *
     * @return why not, as a sentence; empty if it would, or if the receiver does not say
     */
    default Optional<String> objection(NotifierContext context) throws InterruptedException {
        return Optional.empty();
    }

    /** Whether it shows deploys as they go, so that it is told how far they are, too; that can be often. */
    default boolean showsProgress(Map<String, Object> settings) {
        return false;
    }
}
