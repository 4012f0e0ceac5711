package dev.waybill.deliveries;

import dev.waybill.errors.Excerpt;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An attempt that ended.
 *
 * @param at when it began
 */
record Sent(Delivery delivery, Receipt receipt, Instant at, Duration took) {
    private static final Logger LOG = LoggerFactory.getLogger(Sent.class);

    /** Until when nothing should be sent to its target; empty if the target is up. */
    Optional<Instant> targetDownUntil() {
        return receipt instanceof Receipt.Failed failed && failed.isTargetDown()
                ? Optional.of(due(failed))
                : Optional.empty();
    }

    private Instant due(Receipt.Failed failed) {
        var backedOff = at.plus(took).plus(Backoff.after(delivery.attempts(), delivery.id()));
        var asked = failed.retryAt();
        return asked != null && asked.isAfter(backedOff) ? asked : backedOff;
    }

    void record(Tx tx, Instant now) {
        OutboxStore.record(tx, delivery, attempt());
        switch (receipt) {
            case Receipt.Delivered _ -> OutboxStore.end(tx, delivery, Delivery.State.DELIVERED, now);
            case Receipt.PutOff putOff -> OutboxStore.retry(tx, delivery.id(), putOff.until());
            case Receipt.Failed failed -> OutboxStore.retry(tx, delivery.id(), due(failed));
            case Receipt.Refused _ -> {
                OutboxStore.end(tx, delivery, Delivery.State.DEAD, now);
                LOG.warn(
                        "delivery {} of {} to {} is dead: {}",
                        delivery.id(),
                        delivery.event().kind(),
                        delivery.target(),
                        receipt.exchange().answer());
            }
        }
    }

    private Attempt attempt() {
        var exchange = receipt.exchange();
        return new Attempt(
                delivery.attempts(), at, took, result(), Excerpt.of(exchange.request()), Excerpt.of(exchange.answer()));
    }

    private String result() {
        return switch (receipt) {
            case Receipt.Delivered _ -> "delivered";
            case Receipt.PutOff _ -> "put_off";
            case Receipt.Failed _ -> "failed";
            case Receipt.Refused _ -> "refused";
        };
    }
}
