package dev.waybill.ancestry;

/** Whether a commit brings a quarantined one along. */
public enum Containment {
    /** It does, and nothing in it says that it mends that. */
    CONTAINED,
    /** It does not, or what it contains mends it. */
    FREE,
    /** The repository has not been asked yet. */
    UNASKED
}
