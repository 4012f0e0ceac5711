package dev.waybill.simulation;

import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.spi.Setting;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The simulated code host in configurations. */
record SimulatedHostKind(Forge host) implements ForgeKind {
    static final String NAME = "hub";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String title() {
        return host.host();
    }

    @Override
    public List<Setting> settings() {
        return List.of(ForgeSettings.REQUIRED);
    }

    @Override
    public Optional<URI> usualRoot() {
        return Optional.empty();
    }

    @Override
    public Set<String> hosts(URI apiRoot) {
        return Set.of();
    }

    @Override
    public Forge open(Place place) {
        return host;
    }
}
