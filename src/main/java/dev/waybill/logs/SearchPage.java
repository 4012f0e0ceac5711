package dev.waybill.logs;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The lines that contain a text.
 *
 * @param lines their numbers, in order
 * @param next the line to continue from; null if the end was reached
 */
public record SearchPage(List<Long> lines, @Nullable Long next, LinePage.Extent extent) {}
