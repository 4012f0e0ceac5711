package dev.waybill.apps.config;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Plugin;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import java.util.List;
import java.util.Map;

/** A plug-in's review of an app's configuration. */
public final class Review {
    private Review() {}

    /** @param settings the plug-in's settings in this app */
    static List<Remark> of(Plugin plugin, Map<String, Object> settings, AppConfig config) {
        return plugin.review(new AppInfo(
                settings,
                config.access().sshKey() != null,
                config.commands().runAs() != null,
                config.parameters().keySet()));
    }

    /**
     * The provider's sentences about a valid configuration of an environment that probably does not do what was intended.
     */
    public static List<String> warnings(Provider provider, AppConfig config, String environment) {
        return of(provider, config.providerConfig(environment), config).stream()
                .filter(remark -> !remark.isMistake())
                .map(Remark::sentence)
                .distinct()
                .toList();
    }
}
