/** What notifiers tell. Read {@link dev.waybill.spi.notices.Notice} first. */
@NullMarked
package dev.waybill.spi.notices;

import org.jspecify.annotations.NullMarked;
