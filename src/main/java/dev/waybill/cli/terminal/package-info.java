/** How text is shown in a terminal: without its escape sequences, in columns, with times. Read {@link dev.waybill.cli.terminal.Clean} first. */
@NullMarked
package dev.waybill.cli.terminal;

import org.jspecify.annotations.NullMarked;
