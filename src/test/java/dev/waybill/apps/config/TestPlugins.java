package dev.waybill.apps.config;

import dev.waybill.checks.Checks;
import dev.waybill.notifiers.Notifiers;
import dev.waybill.providers.Providers;

/** The plug-ins that a server has. */
public final class TestPlugins {
    public static final Plugins ALL = new Plugins(Providers.all(), Checks.all(), Notifiers.all());

    private TestPlugins() {}
}
