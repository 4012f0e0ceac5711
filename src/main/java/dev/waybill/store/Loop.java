package dev.waybill.store;

import dev.waybill.errors.Unavailable;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Background work until the server shuts down. It runs whenever its bell rings, and at the latest after a while. Failures are
 * logged, and the work is tried again.
 *
 * @param failure the log message when a round fails, such as "the heartbeat failed"
 * @param topic the topic of its bell
 * @param safetyNet the maximum wait for the bell
 */
public record Loop(String failure, String topic, Duration safetyNet) {
    private static final Logger LOG = LoggerFactory.getLogger(Loop.class);

    /** One round. Returns how long nothing is due unless the bell rings; empty to end the loop. */
    public interface Round {
        Optional<Duration> run();
    }

    /** Blocks; false if a round has ended the loop, true if the server shuts down. */
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
            LOG.warn("{}; retrying in {} s: {}", failure, safetyNet.toSeconds(), e.getMessage());
        } catch (RuntimeException e) {
            LOG.error("{}; retrying in {} s", failure, safetyNet.toSeconds(), e);
        }
        return Optional.of(safetyNet);
    }
}
