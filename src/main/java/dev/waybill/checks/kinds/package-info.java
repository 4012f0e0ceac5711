/** The kinds of checks. Read {@link dev.waybill.checks.kinds.ForgeCheck} first. */
@NullMarked
package dev.waybill.checks.kinds;

import org.jspecify.annotations.NullMarked;
