package dev.waybill.apps.config;

/**
 * One mistake in a configuration.
 *
 * @param path where, such as {@code environments.production.default_ref}; empty for the whole configuration
 * @param name the {@code error_name} of the API
 * @param message what is wrong and how to correct it
 */
public record Mistake(String path, String name, String message) {}
