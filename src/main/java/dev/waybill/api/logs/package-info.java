/** Routes for the logs of deploys. Read {@link dev.waybill.api.logs.LogRoutes} first. */
@NullMarked
package dev.waybill.api.logs;

import org.jspecify.annotations.NullMarked;
