/** The queue of each environment: who waits, why, and who starts next. Read {@link dev.waybill.lanes.Dispatcher} first. */
@NullMarked
package dev.waybill.lanes;

import org.jspecify.annotations.NullMarked;
