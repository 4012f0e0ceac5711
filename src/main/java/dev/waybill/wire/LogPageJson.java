package dev.waybill.wire;

import java.util.List;

/** A part of a log; {@code nextOffset} is where to continue. */
public record LogPageJson(List<Chunk> chunks, long nextOffset, boolean complete, boolean caughtUp) {
    public record Chunk(String text, String date) {}
}
