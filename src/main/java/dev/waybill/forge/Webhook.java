package dev.waybill.forge;

/**
 * Something has happened in a repository, as its code host says.
 *
 * @param repository such as {@code "acme/shop"}
 * @param isAboutChecks whether checks of a commit may have changed
 */
public record Webhook(String repository, boolean isAboutChecks) {}
