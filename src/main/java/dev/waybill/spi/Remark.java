package dev.waybill.spi;

/**
 * A provider's remark about an app.
 *
 * @param setting the setting of {@code provider_config} concerned
 * @param sentence what is wrong with it, and the way out
 * @param isMistake whether no deploy could work, so that the app is not saved; otherwise it is a warning
 */
public record Remark(String setting, String sentence, boolean isMistake) {}
