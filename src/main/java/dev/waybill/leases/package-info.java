/** Work that one of several servers does for all. Read {@link dev.waybill.leases.Lease} first. */
@NullMarked
package dev.waybill.leases;

import org.jspecify.annotations.NullMarked;
