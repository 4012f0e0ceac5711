/** Commands for locks. Read {@link dev.waybill.cli.locks.LockCommand} first. */
@NullMarked
package dev.waybill.cli.locks;

import org.jspecify.annotations.NullMarked;
