package dev.waybill.web.frame;

/**
 * The numbers in the navigation, of what a visitor may read.
 *
 * @param unfinished running and pending deploys
 */
public record Counts(int unfinished, int locks) {
    /** Shown to visitors who are not signed in. */
    static final Counts NONE = new Counts(0, 0);
}
