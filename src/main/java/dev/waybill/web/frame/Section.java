package dev.waybill.web.frame;

/** The entries of the navigation. */
public enum Section {
    OVERVIEW,
    QUEUE,
    LOCKS,
    HISTORY,
    SETTINGS,
    /** A page that belongs to none. */
    NONE
}
