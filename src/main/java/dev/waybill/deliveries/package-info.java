/**
 * Deliveries: what other systems are told about events, with retries. Knows no deploy and no receiver. Read {@link
 * dev.waybill.deliveries.Outbox} first.
 */
@NullMarked
package dev.waybill.deliveries;

import org.jspecify.annotations.NullMarked;
