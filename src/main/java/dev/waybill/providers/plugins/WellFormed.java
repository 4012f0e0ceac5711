package dev.waybill.providers.plugins;

import dev.waybill.spi.Provider;
import dev.waybill.spi.Setting;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/** What the names of providers and their settings must be like. */
final class WellFormed {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");
    private static final Pattern SETTING = Pattern.compile("[a-z][a-z_]{0,62}");

    private WellFormed() {}

    /** @param others that were added before */
    static void check(List<Provider> providers, Collection<Provider> others) throws Unusable {
        var names = new ArrayList<>(others.stream().map(Provider::name).toList());
        for (var provider : providers) {
            var name = provider.name();
            if (!NAME.matcher(name).matches()) {
                throw new Unusable(
                        "\"%s\" cannot be the name of a provider; use lowercase letters, digits and _".formatted(name));
            }
            if (names.contains(name)) {
                throw new Unusable("there is another provider \"%s\"; give it another name".formatted(name));
            }
            names.add(name);
            checkSettings(provider.settings());
        }
    }

    private static void checkSettings(List<Setting> settings) throws Unusable {
        var names = new HashSet<String>();
        for (var setting : settings) {
            if (!SETTING.matcher(setting.name()).matches()) {
                throw new Unusable("\"%s\" cannot be the name of a setting; use lowercase letters and _"
                        .formatted(setting.name()));
            }
            if (!names.add(setting.name())) {
                throw new Unusable("there are two settings named \"%s\"; rename one".formatted(setting.name()));
            }
        }
    }
}
