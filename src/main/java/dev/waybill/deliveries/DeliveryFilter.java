package dev.waybill.deliveries;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which deliveries to list. Null values match all.
 *
 * @param apps only of apps with these ids
 * @param environments only of these environments, and of whole apps
 * @param app only of the app that had this name
 * @param deploy only of the deploy with this id
 * @param before only with a smaller id
 * @param limit the maximum number
 */
public record DeliveryFilter(
        @Nullable Set<Long> apps,
        @Nullable Set<String> environments,
        @Nullable String app,
        @Nullable Long deploy,
        Delivery.@Nullable State state,
        @Nullable Long before,
        int limit) {}
