/** Commands that soon end, for checks and notifiers. Read {@link dev.waybill.commands.brief.ShortCommand} first. */
@NullMarked
package dev.waybill.commands.brief;

import org.jspecify.annotations.NullMarked;
