/** Tells notifiers about events. Read {@link dev.waybill.notify.NoticeCourier} first. */
@NullMarked
package dev.waybill.notify;

import org.jspecify.annotations.NullMarked;
