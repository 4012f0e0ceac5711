package dev.waybill.spi;

/**
 * A plug-in's remark about an app.
 *
 * @param setting the plug-in's setting concerned
 * @param sentence what is wrong with it, and the way out
 * @param isMistake whether no deploy could work, so that the app is not saved; otherwise it is a warning
 */
public record Remark(String setting, String sentence, boolean isMistake) {}
