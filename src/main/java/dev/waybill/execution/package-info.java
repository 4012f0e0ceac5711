/** Runs claimed deploys to their ends. Read {@link dev.waybill.execution.Runner} first. */
@NullMarked
package dev.waybill.execution;

import org.jspecify.annotations.NullMarked;
