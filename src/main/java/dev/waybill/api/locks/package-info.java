/** Routes for locks. Read {@link dev.waybill.api.locks.LockRoutes} first. */
@NullMarked
package dev.waybill.api.locks;

import org.jspecify.annotations.NullMarked;
