package dev.waybill.wire;

import org.jspecify.annotations.Nullable;

/**
 * A server among those that share a database.
 *
 * @param running how many deploys run on it
 * @param maxRunning how many may
 * @param draining it starts nothing
 * @param answers it is the one that answered
 * @param diskLow which of its disks has too little room to start anything, as a sentence; null if none has
 * @param silentSince when it was heard of last; null if it lives
 * @param longestLeft how many seconds the deploys on it will probably take, at most; null if nobody can know
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
