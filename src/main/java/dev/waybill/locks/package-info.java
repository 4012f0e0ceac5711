/** Locks on apps and environments, and their expiry. Read {@link dev.waybill.locks.Locks} first. */
@NullMarked
package dev.waybill.locks;

import org.jspecify.annotations.NullMarked;
