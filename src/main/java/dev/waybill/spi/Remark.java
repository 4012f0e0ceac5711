package dev.waybill.spi;

/**
 * What a provider says of an app.
 *
 * @param setting of {@code provider_config} that it is about
 * @param sentence what is wrong with it, and the way out
 * @param isMistake no deploy could go like this, so the app is not saved; otherwise it is a warning
 */
public record Remark(String setting, String sentence, boolean isMistake) {}
