/**
 * Deploys whose commands run on the machines of their requesters: what runs there, what it sends, and its silence. Read
 * {@link dev.waybill.drivers.Drivers} first.
 */
@NullMarked
package dev.waybill.drivers;

import org.jspecify.annotations.NullMarked;
