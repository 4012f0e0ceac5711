package dev.waybill.forge;

import dev.waybill.apps.config.AppConfig;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the repositories of apps at their code hosts. Reads credentials, but sends no request. Thread-safe. */
@FunctionalInterface
public interface Forges {
    /** No app has a code host. */
    Forges NONE = (_, _) -> Optional.empty();

    /**
     * The repository of an app; empty if the app names no code host.
     *
     * @param app its name
     * @param settings override those of the app
     * @throws IOException with a sentence that says what to configure
     */
    Optional<AppForge> of(String app, Map<String, Object> settings) throws IOException;

    /** Whether anything but {@code via} is configured for the code host of an app: otherwise there is no credential. */
    default boolean isConfigured(AppConfig app) {
        return true;
    }

    /**
     * The name of a kind of code host for people.
     *
     * @param kind its name in the configuration
     */
    default String title(String kind) {
        return kind;
    }

    /** What an app wants to be shown at its code host. */
    default Publicity publicity(AppConfig app) {
        return Publicity.NONE;
    }

    /** Which deployments of others an app accepts from its code host. */
    default Acceptance acceptance(AppConfig app) {
        return Acceptance.NONE;
    }

    /** What is left of the limits of code hosts, for the credentials with the fewest requests left. */
    default List<Quota> quotas() {
        return List.of();
    }

    /**
     * The same at code hosts of one kind, also for apps that name another one or none: then their own settings are not used.
     *
     * @param kind its name
     */
    default Forges at(String kind) {
        return this;
    }
}
