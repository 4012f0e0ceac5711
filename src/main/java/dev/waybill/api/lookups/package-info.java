/** Routes that answer questions: what is live, what would change, why something is waiting. Read {@link dev.waybill.api.lookups.EnvironmentRoutes} first. */
@NullMarked
package dev.waybill.api.lookups;

import org.jspecify.annotations.NullMarked;
