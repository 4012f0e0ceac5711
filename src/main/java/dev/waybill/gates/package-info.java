/** Everything that can block a deploy. Read {@link dev.waybill.gates.Gates} first. */
@NullMarked
package dev.waybill.gates;

import org.jspecify.annotations.NullMarked;
