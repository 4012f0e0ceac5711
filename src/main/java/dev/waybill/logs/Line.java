package dev.waybill.logs;

import dev.waybill.logs.text.LineKind;
import java.time.Instant;

/**
 * A line of a log.
 *
 * @param text without its line break; of a long line only a part
 * @param style the sequences that give it the colours in force where it begins; empty if there are none
 * @param at when its first byte was stored
 * @param bytes its length without the line break
 * @param isCut whether the text is only a part: the beginning, or if the line overwrites itself later, its end
 */
public record Line(String text, String style, Instant at, LineKind kind, long bytes, boolean isCut) {}
