/** Commands for deliveries to other systems. Read {@link dev.waybill.cli.deliveries.DeliveriesCommand} first. */
@NullMarked
package dev.waybill.cli.deliveries;

import org.jspecify.annotations.NullMarked;
