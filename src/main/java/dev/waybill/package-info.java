/** The programs, each wired by hand in one class. Read {@link dev.waybill.Server} first: it shows every part and what it needs. */
@NullMarked
package dev.waybill;

import org.jspecify.annotations.NullMarked;
