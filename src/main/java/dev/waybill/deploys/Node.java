package dev.waybill.deploys;

/**
 * This server among those that share the database.
 *
 * @param id belongs to the data directory
 * @param epoch counts its starts; writes from an earlier start are refused
 */
public record Node(String id, long epoch) {}
