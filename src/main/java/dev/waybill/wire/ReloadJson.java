package dev.waybill.wire;

import java.util.List;

/** The names of the apps that a reload of the configuration file changed. */
public record ReloadJson(List<String> created, List<String> changed, List<String> retired) {}
