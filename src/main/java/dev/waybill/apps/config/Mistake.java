package dev.waybill.apps.config;

/**
 * One thing that is wrong with a configuration.
 *
 * @param path where, such as {@code environments.production.default_ref}; empty for the whole
 * @param name the word of the error on the API
 * @param message what is wrong and what would be right
 */
public record Mistake(String path, String name, String message) {}
