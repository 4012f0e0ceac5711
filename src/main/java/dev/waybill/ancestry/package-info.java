/** How commits relate to each other. Read {@link dev.waybill.ancestry.Kinships} first. */
@NullMarked
package dev.waybill.ancestry;

import org.jspecify.annotations.NullMarked;
