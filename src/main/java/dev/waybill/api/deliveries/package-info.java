/** Routes for deliveries to other systems. Read {@link dev.waybill.api.deliveries.DeliveryRoutes} first. */
@NullMarked
package dev.waybill.api.deliveries;

import org.jspecify.annotations.NullMarked;
