package dev.waybill.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** One reason why a deploy waits or was refused. */
public record BlockerJson(
        String code,
        String message,
        @Nullable String since,
        @Nullable String until,
        List<String> clearableBy,
        @Nullable String link) {}
