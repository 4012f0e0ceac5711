/**
 * The verdict of the gates as a status of the commit at its code host, so that other tools can wait for it. Read {@link
 * dev.waybill.statuses.StatusCourier} first.
 */
@NullMarked
package dev.waybill.statuses;

import org.jspecify.annotations.NullMarked;
