/** Commands that answer questions: what is live, what is waiting and why, what has happened. Read {@link dev.waybill.cli.lookups.StatusCommand} first. */
@NullMarked
package dev.waybill.cli.lookups;

import org.jspecify.annotations.NullMarked;
