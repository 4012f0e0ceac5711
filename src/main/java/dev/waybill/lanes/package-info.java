/**
 * The queue of each environment: which deploys wait, why, and which starts next. Read {@link dev.waybill.lanes.Dispatcher} first.
 */
@NullMarked
package dev.waybill.lanes;

import org.jspecify.annotations.NullMarked;
