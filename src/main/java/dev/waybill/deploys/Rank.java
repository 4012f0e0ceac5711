package dev.waybill.deploys;

/** Who goes first in a lane; equals go by the order in which they came. The order is that of the numbers in the table. */
public enum Rank {
    ROLLBACK,
    MANUAL,
    AUTOMATIC
}
