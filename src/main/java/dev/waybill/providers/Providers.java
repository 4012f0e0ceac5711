package dev.waybill.providers;

import dev.waybill.providers.fake.FakeProvider;
import dev.waybill.providers.heroku.HerokuProvider;
import dev.waybill.providers.shell.ShellProvider;
import dev.waybill.providers.ssh.SshProvider;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Time;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** All providers by name. Thread-safe. */
public final class Providers {
    private final Map<String, Provider> byName;

    /** @param providers with different names */
    public Providers(Collection<Provider> providers) {
        byName = providers.stream().collect(Collectors.toUnmodifiableMap(Provider::name, it -> it));
    }

    /**
     * The built-in providers.
     *
     * @param receivers reach other systems
     */
    public static List<Provider> all(Receivers receivers, Time time) {
        var own = Stream.of(new ShellProvider(), new HerokuProvider(receivers, time), new FakeProvider());
        return Stream.concat(own, SshProvider.all().stream()).toList();
    }

    /** The provider of an app. If this server does not have it any more, one whose deploys all fail with the reason. */
    public Provider provider(String name) {
        var provider = byName.get(name);
        return provider == null ? new MissingProvider(name) : provider;
    }
}
