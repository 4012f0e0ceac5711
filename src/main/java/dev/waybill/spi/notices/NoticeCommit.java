package dev.waybill.spi.notices;

/**
 * A commit.
 *
 * @param sha 40 hex digits
 * @param title the first line of its message
 * @param email of the author, to find out who that is; not to be published. Empty if there is none
 */
public record NoticeCommit(String sha, String title, String author, String email) {}
