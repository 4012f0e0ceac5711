package dev.waybill.wire;

import java.util.List;

/**
 * The names of the apps that a reload of the configuration file changed.
 *
 * @param warnings what is valid, but probably not intended; a sentence for each, with its app
 */
public record ReloadJson(List<String> created, List<String> changed, List<String> retired, List<String> warnings) {}
