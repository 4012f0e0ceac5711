package dev.waybill.chat;

/** What the buttons under the message of a deploy are for. */
public enum Press {
    /** Stops the deploy. */
    CANCEL,
    /** Requests one of the same commit, if this is the last deploy of its environment. */
    RETRY,
    /** Goes back to the last good version, if this is the last deploy of its environment. */
    ROLLBACK
}
