/** The page with what runs and what waits. Read {@link dev.waybill.web.queue.QueuePages} first. */
@NullMarked
package dev.waybill.web.queue;

import org.jspecify.annotations.NullMarked;
