package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that another system is told about.
 *
 * @param state {@code waiting}, {@code pending}, {@code sending}, {@code delivered} or {@code dead}
 * @param to the kind of receiver
 * @param event the id of the event
 * @param kind the kind of the event, such as {@code deploy.started}
 * @param app null if the event is about no app
 * @param attempts how often it was sent
 * @param dateNext when it is sent next; null unless it is pending
 * @param dateEnded when it was delivered or given up; null before
 */
public record DeliveryJson(
        String id,
        String state,
        String to,
        String target,
        String event,
        String kind,
        EventJson.@Nullable Named app,
        @Nullable String environment,
        EventJson.@Nullable Named deploy,
        int attempts,
        String dateCreated,
        @Nullable String dateNext,
        @Nullable String dateEnded) {
    /** @param history every attempt, oldest first */
    public record DeliveryWithHistory(
            String id,
            String state,
            String to,
            String target,
            String event,
            String kind,
            EventJson.@Nullable Named app,
            @Nullable String environment,
            EventJson.@Nullable Named deploy,
            int attempts,
            String dateCreated,
            @Nullable String dateNext,
            @Nullable String dateEnded,
            List<DeliveryAttempt> history) {}

    /**
     * @param seconds how long it took
     * @param result {@code delivered}, {@code put_off}, {@code failed} or {@code refused}
     * @param request empty if nothing was sent
     */
    public record DeliveryAttempt(
            int number, String date, double seconds, String result, String request, String answer) {}

    public DeliveryWithHistory with(List<DeliveryAttempt> history) {
        return new DeliveryWithHistory(
                id,
                state,
                to,
                target,
                event,
                kind,
                app,
                environment,
                deploy,
                attempts,
                dateCreated,
                dateNext,
                dateEnded,
                history);
    }
}
