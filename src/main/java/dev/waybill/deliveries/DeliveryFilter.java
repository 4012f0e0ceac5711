package dev.waybill.deliveries;

import dev.waybill.access.Grant;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list. Null values match all.
 *
 * @param grant only those that it covers
 * @param app only of the app that had this name at the time of the event
 * @param before only with a smaller id
 * @param limit the maximum number
 */
public record DeliveryFilter(
        Grant grant,
        @Nullable String app,
        @Nullable String environment,
        Delivery.@Nullable State state,
        @Nullable Long before,
        int limit) {}
