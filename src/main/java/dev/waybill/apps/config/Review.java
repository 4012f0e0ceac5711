package dev.waybill.apps.config;

import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import java.util.List;

/** What a provider says of the configuration of an app. */
public final class Review {
    private Review() {}

    static List<Remark> of(Provider provider, AppConfig config) {
        return provider.review(new AppInfo(
                config.providerConfig(),
                config.access().sshKey() != null,
                config.parameters().keySet()));
    }

    /** What is worth knowing of it, and stops nothing; sentences. */
    public static List<String> warnings(Provider provider, AppConfig config) {
        return of(provider, config).stream()
                .filter(remark -> !remark.isMistake())
                .map(Remark::sentence)
                .distinct()
                .toList();
    }
}
