package dev.waybill.incoming;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.forge.Forges;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the apps that accept deployments of others. Thread-safe. */
public final class Acceptors {
    private final Apps apps;
    private final Forges forges;

    public Acceptors(Apps apps, Forges forges) {
        this.apps = apps;
        this.forges = forges;
    }

    List<App> all() {
        return apps.all().stream()
                .filter(app -> app.retiredAt() == null
                        && forges.acceptance(app.config()).isOn())
                .toList();
    }

    /** @throws IOException with a sentence that says what to configure */
    Acceptor of(App app) throws IOException {
        var found = forges.of(app.name(), Map.of());
        if (found.isEmpty() || found.get().forge().deployments().isEmpty()) {
            throw new IOException("the code host of %s has no deployments".formatted(app.name()));
        }
        return new Acceptor(app, found.get().forge(), forges.acceptance(app.config()));
    }

    /** Other apps of the same repository that accept the same deployments, by name. */
    List<String> rivals(Acceptor of, String creator, String environment) {
        return all().stream()
                .filter(other -> !other.id().equals(of.app().id()))
                .flatMap(other -> found(other).stream())
                .filter(other -> other.repository().equals(of.repository())
                        && other.acceptance().acceptsFrom(creator)
                        && other.hasEnvironment(environment))
                .map(other -> other.app().name())
                .toList();
    }

    private Optional<Acceptor> found(App app) {
        try {
            return Optional.of(of(app));
        } catch (IOException e) {
            return Optional.empty(); // it cannot accept any
        }
    }
}
