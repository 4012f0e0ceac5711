/** Providers that others have written: jars and programs. Read {@link dev.waybill.providers.plugins.PluginDirectory} first. */
@NullMarked
package dev.waybill.providers.plugins;

import org.jspecify.annotations.NullMarked;
