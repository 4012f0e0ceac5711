/** What the bytes of a line mean: its kind, its colours, its plain text. Read {@link dev.waybill.logs.text.LineKind} first. */
@NullMarked
package dev.waybill.logs.text;

import org.jspecify.annotations.NullMarked;
