package dev.waybill.lanes;

import dev.waybill.gates.Blocker;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a deploy is still pending.
 *
 * @param position in its lane, from 1
 * @param blockers empty if it is about to start
 * @param estimatedStart null if unknown
 */
public record Waiting(
        int position, List<Blocker> blockers, @Nullable Instant estimatedStart) {}
