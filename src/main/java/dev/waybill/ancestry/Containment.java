package dev.waybill.ancestry;

/** Whether a commit contains a quarantined one. */
public enum Containment {
    /** It does, and contains no fix for it. */
    CONTAINED,
    /** It does not, or it also contains a fix. */
    FREE,
    /** Not known yet. */
    UNASKED
}
