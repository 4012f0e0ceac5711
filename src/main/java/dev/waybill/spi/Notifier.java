package dev.waybill.spi;

import dev.waybill.spi.notices.Notice;
import java.util.Map;

/** Tells receivers about deploys, locks and automation. Configured as an entry of an app's {@code notifiers}, or of the server's. */
public interface Notifier extends Plugin {
    /**
     * Tells a receiver something. Blocks, for at most half a minute. An earlier attempt may have reached the receiver even though its
     * answer did not come back; the notice then has the same id. An exception counts as {@link Told.Failed}.
     *
     * @throws InterruptedException if this server stops: it is told again after the next start
     */
    Told tell(Notice notice, NotifierContext context) throws InterruptedException;

    /** Whether it is told how far deploys are, too; that can be often. */
    default boolean showsProgress(Map<String, Object> settings) {
        return false;
    }
}
