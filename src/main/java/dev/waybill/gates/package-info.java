/** Everything that can hold a deploy back. Read {@link dev.waybill.gates.Gates} first. */
@NullMarked
package dev.waybill.gates;

import org.jspecify.annotations.NullMarked;
