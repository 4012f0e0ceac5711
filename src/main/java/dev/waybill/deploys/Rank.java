package dev.waybill.deploys;

/** The priority in a lane; equal ranks go in order of request. The ordinals are stored in the table. */
public enum Rank {
    ROLLBACK,
    MANUAL,
    AUTOMATIC
}
