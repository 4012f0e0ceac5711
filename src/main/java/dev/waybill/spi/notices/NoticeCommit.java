package dev.waybill.spi.notices;

/**
 * A commit.
 *
 * @param sha 40 hex digits
 * @param title the first line of its message
 */
public record NoticeCommit(String sha, String title, String author) {}
