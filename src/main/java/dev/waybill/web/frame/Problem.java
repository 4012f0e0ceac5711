package dev.waybill.web.frame;

/**
 * A request that failed.
 *
 * @param sentence why, and the way out
 * @param back the page from which it came; the overview if that is unknown
 */
public record Problem(String sentence, String back) {}
