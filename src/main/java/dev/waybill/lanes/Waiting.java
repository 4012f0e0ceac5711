package dev.waybill.lanes;

import dev.waybill.gates.Blocker;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a deploy does not run yet.
 *
 * @param position in its lane, from 1
 * @param blockers empty if it is about to start
 * @param estimatedStart null if nobody can know
 */
public record Waiting(
        int position, List<Blocker> blockers, @Nullable Instant estimatedStart) {}
