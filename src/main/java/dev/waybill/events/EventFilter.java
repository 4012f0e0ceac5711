package dev.waybill.events;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list. Null matches all.
 *
 * @param apps only of apps with these ids
 * @param environments only of these environments, and of apps as a whole
 * @param deploy only of the deploy with this id
 * @param app only of the app of this name
 * @param before only with a smaller number
 * @param limit how many at the most
 */
public record EventFilter(
        @Nullable Set<Long> apps,
        @Nullable Set<String> environments,
        @Nullable Long deploy,
        @Nullable String app,
        @Nullable String environment,
        @Nullable String kind,
        @Nullable Long before,
        int limit) {}
