/** Brings deploys that were claimed to their ends. Read {@link dev.waybill.execution.Runner} first. */
@NullMarked
package dev.waybill.execution;

import org.jspecify.annotations.NullMarked;
