/** Commands for notifiers. Read {@link dev.waybill.cli.notify.NotifyCommand} first. */
@NullMarked
package dev.waybill.cli.notify;

import org.jspecify.annotations.NullMarked;
