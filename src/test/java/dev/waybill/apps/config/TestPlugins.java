package dev.waybill.apps.config;

import dev.waybill.ForgeKinds;
import dev.waybill.checks.Checks;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.Timing;
import dev.waybill.notifiers.Notifiers;
import dev.waybill.providers.Providers;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Time;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The plug-ins that a server has. */
public final class TestPlugins {
    /** They connect to nothing before they are used. */
    public static final List<ForgeKind> CODE_HOSTS =
            ForgeKinds.all(new Http(Time.system(), "0", Map.of(), Timing.USUAL));

    private static final Receivers RECEIVERS = new Receivers(Map.of(), () -> false, "0");

    /** They connect to nothing before they are used. */
    public static final List<Provider> PROVIDERS = Providers.all(RECEIVERS, Time.system());

    /** They connect to nothing before they are used. */
    public static final List<Notifier> NOTIFIERS =
            Notifiers.all(RECEIVERS, Path.of("nowhere"), Optional::empty, (_, _) -> false);

    public static final Plugins ALL = new Plugins(PROVIDERS, Checks.all(CODE_HOSTS), NOTIFIERS, CODE_HOSTS);

    private TestPlugins() {}
}
