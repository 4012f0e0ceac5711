/** Requests that nobody should send, and what must be true of every answer to them. Read {@link dev.waybill.fuzz.FuzzTest} first. */
@NullMarked
package dev.waybill.fuzz;

import org.jspecify.annotations.NullMarked;
