package dev.waybill.api.deliveries;

import dev.waybill.deliveries.Attempt;
import dev.waybill.deliveries.Delivery;
import dev.waybill.events.Named;
import dev.waybill.wire.DeliveryJson;
import dev.waybill.wire.EventJson;
import dev.waybill.wire.Times;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The JSON of deliveries. */
final class DeliveryJsons {
    private DeliveryJsons() {}

    static DeliveryJson json(Delivery delivery) {
        var event = delivery.event();
        var subject = event.subject();
        return new DeliveryJson(
                Long.toString(delivery.id()),
                word(delivery.state()),
                delivery.courier(),
                delivery.target(),
                Long.toString(event.seq()),
                event.kind(),
                named(subject.app()),
                subject.environment(),
                named(subject.deploy()),
                delivery.attempts(),
                Times.text(delivery.created()),
                delivery.state() == Delivery.State.PENDING ? Times.text(delivery.due()) : null,
                delivery.ended() == null ? null : Times.text(delivery.ended()));
    }

    static DeliveryJson.DeliveryWithHistory json(Delivery delivery, List<Attempt> attempts) {
        return json(delivery)
                .with(attempts.stream()
                        .map(attempt -> new DeliveryJson.DeliveryAttempt(
                                attempt.number(),
                                Times.text(attempt.at()),
                                attempt.took().toMillis() / 1000.0,
                                attempt.result(),
                                attempt.request(),
                                attempt.answer()))
                        .toList());
    }

    static String word(Delivery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static EventJson.@Nullable Named named(@Nullable Named subject) {
        return subject == null ? null : new EventJson.Named(Long.toString(subject.id()), subject.name());
    }
}
