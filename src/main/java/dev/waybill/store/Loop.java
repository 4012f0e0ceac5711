package dev.waybill.store;

import dev.waybill.errors.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Work that goes on in the background until the server goes down: it is done again whenever its bell rings, and at the latest after a
 * while. What fails is logged, and tried again.
 *
 * @param failure what the log says when a round fails, such as "the lanes could not be looked at"
 * @param topic the bell
 * @param safetyNet how long it waits at most for the bell
 */
public record Loop(String failure, String topic, Duration safetyNet) {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** One round. Answers how long nothing will be due unless the bell rings; empty to end the loop. */
    public interface Round {
        Optional<Duration> run();
    }

    /** Blocks; false if a round has ended it, true if the server goes down. */
    public boolean run(Db db, Round round) throws InterruptedException {
        try (var bell = db.signals().subscribe(topic)) {
            while (!db.signals().isClosed()) {
                var wait = quietly(round);
                if (wait.isEmpty()) {
                    return false;
                }
                bell.await(wait.get());
            }
            return true;
        }
    }

    private Optional<Duration> quietly(Round round) {
        try {
            return round.run().map(wait -> wait.compareTo(safetyNet) < 0 ? wait : safetyNet);
        } catch (Unavailable e) {
            LOG.warn("{}; tried again in {} s: {}", failure, safetyNet.toSeconds(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}; tried again in {} s", failure, safetyNet.toSeconds(), e);
        }
        return Optional.of(safetyNet);
    }
}
