package dev.waybill.apps.config;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import java.util.List;

/** A provider's review of an app's configuration. */
public final class Review {
    private Review() {}

    static List<Remark> of(Provider provider, AppConfig config) {
        return provider.review(new AppInfo(
                config.providerConfig(),
                config.access().sshKey() != null,
                config.parameters().keySet()));
    }

    /** Sentences about a valid configuration that probably does not do what was intended. */
    public static List<String> warnings(Provider provider, AppConfig config) {
        return of(provider, config).stream()
                .filter(remark -> !remark.isMistake())
                .map(Remark::sentence)
                .distinct()
                .toList();
    }
}
