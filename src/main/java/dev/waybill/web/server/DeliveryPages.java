package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.deliveries.Attempt;
import dev.waybill.deliveries.Deliveries;
import dev.waybill.deliveries.Delivery;
import dev.waybill.deliveries.DeliveryFilter;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /settings/deliveries}: what other systems were told, and telling them again. */
public final class DeliveryPages implements PageGroup {
    private static final String PATH = "/settings/deliveries";
    private static final int SHOWN = 50;

    private final Deliveries deliveries;
    private final Time time;

    public DeliveryPages(Deliveries deliveries, Time time) {
        this.deliveries = deliveries;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::list);
        frame.page(routes, PATH + "/{delivery}", this::show);
        frame.action(routes, PATH + "/{delivery}/resend", this::resend);
    }

    /**
     * The list.
     *
     * @param state the only state that is listed; empty for all
     * @param before where older ones continue; 0 if there are none
     */
    public record Listed(
            List<Delivery> deliveries, List<Delivery.State> states, String state, long before, Instant now) {}

    private Page list(Visit visit) {
        var state = state(visit);
        var before =
                visit.query("before").filter(it -> it.matches("[0-9]{1,18}")).map(Long::valueOf);
        var found = deliveries.list(new DeliveryFilter(
                visit.caller().grant(), null, null, state.orElse(null), before.orElse(null), SHOWN + 1));
        var rows = found.rows().stream().limit(SHOWN).toList();
        var isMore = found.goesOn() || found.rows().size() > SHOWN;
        var page = new Listed(
                rows,
                List.of(Delivery.State.values()),
                state.map(DeliveryPages::word).orElse(""),
                isMore ? rows.getLast().id() : 0,
                time.now());
        return Page.of(ServerPages.heading("Deliveries", "/api/0/deliveries/"), "server/deliveries.jte", page);
    }

    private static Optional<Delivery.State> state(Visit visit) {
        return visit.query("state")
                .flatMap(word -> Arrays.stream(Delivery.State.values())
                        .filter(it -> word(it).equals(word))
                        .findFirst());
    }

    /** Such as {@code pending}. */
    public static String word(Delivery.State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    /** What the state is called, such as {@code Given up}. */
    public static String label(Delivery.State state) {
        return switch (state) {
            case WAITING -> "After another";
            case PENDING -> "To send";
            case SENDING -> "Being sent";
            case DELIVERED -> "Delivered";
            case DEAD -> "Given up";
        };
    }

    /** @param locked why the caller cannot send it again; empty if they can */
    public record One(Delivery delivery, List<Attempt> attempts, Instant now, String locked) {}

    private Page show(Visit visit) {
        var delivery = find(visit);
        var page = new One(
                delivery, deliveries.attempts(delivery), time.now(), ServerPages.lack(visit.caller(), Right.ADMIN));
        var api = "/api/0/deliveries/%d/".formatted(delivery.id());
        return Page.of(ServerPages.heading("Delivery " + delivery.id(), api), "server/delivery.jte", page);
    }

    /** One that the caller may read. */
    private Delivery find(Visit visit) {
        var text = visit.name("delivery");
        if (!text.matches("[0-9]{1,18}")) {
            throw Deliveries.noSuchDelivery(text);
        }
        var delivery = deliveries.require(Long.parseLong(text));
        if (!isReadable(delivery, visit.caller())) {
            throw Deliveries.noSuchDelivery(text);
        }
        return delivery;
    }

    private static boolean isReadable(Delivery delivery, Caller caller) {
        var subject = delivery.event().subject();
        var app = subject.app();
        var deploy = subject.deploy();
        return caller.may(
                Right.READ,
                app == null
                        ? Place.EVERYWHERE
                        : new Place(
                                String.valueOf(app.name()),
                                app.id(),
                                subject.environment(),
                                deploy == null ? null : deploy.id()));
    }

    private Action.Done resend(Visit visit, Fields fields) {
        visit.caller().require(Right.ADMIN, Place.EVERYWHERE);
        var delivery = deliveries.resend(find(visit));
        return new Action.Done(
                "%s/%d".formatted(PATH, delivery.id()), "Delivery %d is sent again".formatted(delivery.id()));
    }
}
