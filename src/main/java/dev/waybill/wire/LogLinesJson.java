package dev.waybill.wire;

import java.util.List;

/** Consecutive lines of a log, from the line with the number {@code from} on. */
public record LogLinesJson(long from, List<LogLine> lines, LogExtentJson log) {
    /**
     * A line.
     *
     * @param style the sequences that set the colours in force where it begins; empty if there are none
     * @param kind such as {@code plain} or {@code error}
     * @param bytes its whole length without the line break
     * @param cut whether the text is only a part of it
     */
    public record LogLine(String text, String date, String style, String kind, long bytes, boolean cut) {}
}
