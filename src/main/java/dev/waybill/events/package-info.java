/** Events, numbered in the order of commits. Read {@link dev.waybill.events.Events} first. */
@NullMarked
package dev.waybill.events;

import org.jspecify.annotations.NullMarked;
