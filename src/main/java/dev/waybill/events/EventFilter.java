package dev.waybill.events;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which events to list. Null values match all.
 *
 * @param apps only events of apps with these ids
 * @param environments only events of these environments, and of whole apps
 * @param deploy only events of the deploy with this id
 * @param app only events of this app
 * @param before only events with a smaller number
 * @param limit the maximum number
 */
public record EventFilter(
        @Nullable Set<Long> apps,
        @Nullable Set<String> environments,
        @Nullable Long deploy,
        @Nullable AppFilter app,
        @Nullable String environment,
        @Nullable String kind,
        @Nullable Long before,
        int limit) {}
