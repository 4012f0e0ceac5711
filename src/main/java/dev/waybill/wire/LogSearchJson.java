package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of lines that contain a text; {@code next} is where to continue, null at the end. */
public record LogSearchJson(List<Long> lines, @Nullable Long next, LogExtentJson log) {}
