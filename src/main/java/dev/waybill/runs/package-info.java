/** Supervised commands that outlive the server. Read {@link dev.waybill.runs.Runs} first, then the script {@code supervise}. */
@NullMarked
package dev.waybill.runs;

import org.jspecify.annotations.NullMarked;
