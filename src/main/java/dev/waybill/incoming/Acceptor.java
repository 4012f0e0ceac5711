package dev.waybill.incoming;

import dev.waybill.apps.App;
import dev.waybill.forge.Acceptance;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.Forge;
import java.util.Locale;

/** An app that accepts deployments of others, and its repository at its code host. */
record Acceptor(App app, Forge forge, Acceptance acceptance) {
    /** Identifies the repository: two code hosts may have the same name. */
    String repository() {
        return forge.link()
                .orElseGet(() -> "%s %s".formatted(forge.host(), forge.repository()))
                .toLowerCase(Locale.ROOT);
    }

    Deployments deployments() {
        return forge.deployments().orElseThrow();
    }

    boolean hasEnvironment(String name) {
        return acceptance.acceptsIn(name)
                && app.config().objectionToEnvironment(app.name(), name).isEmpty();
    }

    /** For messages. */
    String setting(String name) {
        return "%s.accept_deployments.%s".formatted(app.config().via(), name);
    }
}
