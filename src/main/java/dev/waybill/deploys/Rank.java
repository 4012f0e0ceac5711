package dev.waybill.deploys;

/** Who goes first in a lane; equals go by the order in which they came. */
enum Rank {
    ROLLBACK,
    MANUAL
}
