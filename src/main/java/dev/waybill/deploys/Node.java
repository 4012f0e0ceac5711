package dev.waybill.deploys;

/**
 * This server among those that share the database.
 *
 * @param id stays with its data directory
 * @param epoch counts its starts; a write of an earlier start counts no more
 */
public record Node(String id, long epoch) {}
