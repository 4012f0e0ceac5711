package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * A server on a database.
 *
 * @param running how many deploys run on it
 * @param maxRunning how many can run on it at once
 * @param draining whether it starts no new deploys
 * @param answers whether it is the server that responded
 * @param diskLow which of its disks is too full to start a deploy, as a sentence; null if none is
 * @param silentSince the time of its last heartbeat; null unless it is silent
 * @param longestLeft an estimate of the seconds until all deploys on it have ended; null if unknown
 */
public record NodeJson(
        String id,
        String name,
        int running,
        int maxRunning,
        boolean draining,
        boolean answers,
        @Nullable String diskLow,
        @Nullable String silentSince,
        @Nullable Double longestLeft,
        String dateStarted) {}
