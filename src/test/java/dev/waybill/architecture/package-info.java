/** The shape of the code itself: its sizes and its packages. Read {@link dev.waybill.architecture.SizesTest} first. */
@NullMarked
package dev.waybill.architecture;

import org.jspecify.annotations.NullMarked;
