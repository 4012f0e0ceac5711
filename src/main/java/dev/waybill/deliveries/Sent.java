package dev.waybill.deliveries;

import dev.waybill.errors.Excerpt;
import dev.waybill.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
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

    /** A receiver that wants to be left alone for longer is asked again anyway. */
    private static final Duration LONGEST_WISH = Duration.ofHours(1);

    /** Until when nothing should be sent to its target; empty if the target is up. */
    Optional<Instant> targetDownUntil() {
        return receipt instanceof Receipt.Failed failed && failed.isTargetDown()
                ? Optional.of(due(failed))
                : Optional.empty();
    }

    private Instant due(Receipt.Failed failed) {
        var backedOff = at.plus(took).plus(Backoff.after(delivery.attempts(), delivery.id()));
        var asked = failed.retryAt();
        var latest = at.plus(took).plus(LONGEST_WISH);
        var until = asked != null && asked.isAfter(latest) ? latest : asked;
        return until != null && until.isAfter(backedOff) ? until : backedOff;
    }

    /** Records how attempts ended, by few statements for all of them. */
    static void record(Tx tx, List<Sent> all, Instant now) {
        OutboxStore.record(tx, all);
        var delivered = new ArrayList<Delivery>();
        var dead = new ArrayList<Delivery>();
        var again = new ArrayList<OutboxStore.Again>();
        for (var sent : all) {
            var delivery = sent.delivery();
            switch (sent.receipt()) {
                case Receipt.Delivered _ -> delivered.add(delivery);
                case Receipt.PutOff putOff -> again.add(new OutboxStore.Again(delivery.id(), putOff.until()));
                case Receipt.Failed failed -> again.add(new OutboxStore.Again(delivery.id(), sent.due(failed)));
                case Receipt.Refused _ -> {
                    dead.add(delivery);
                    sent.warn();
                }
            }
        }
        OutboxStore.end(tx, delivered, Delivery.State.DELIVERED, now);
        OutboxStore.end(tx, dead, Delivery.State.DEAD, now);
        OutboxStore.retry(tx, again);
    }

    private void warn() {
        LOG.warn(
                "delivery {} of {} to {} is dead: {}",
                delivery.id(),
                delivery.event().kind(),
                delivery.target(),
                receipt.exchange().answer());
    }

    Attempt attempt() {
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
