package dev.waybill.web.frame;

/**
 * How a page presents itself.
 *
 * @param title of the browser's tab
 * @param section the entry of the navigation that is marked
 * @param api the request that returns the same data, as arguments of {@code curl} after the server's URL, such as {@code
 *     /api/0/locks/}; empty if there is none
 */
public record Heading(String title, Section section, String api) {}
