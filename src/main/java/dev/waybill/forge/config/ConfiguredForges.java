package dev.waybill.forge.config;

import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.forge.Acceptance;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.Forges;
import dev.waybill.forge.Publicity;
import dev.waybill.forge.Quota;
import java.io.IOException;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The code hosts of apps. Their settings come from the server's configuration file, from the app, and from whoever asks; later
 * ones override earlier ones. Apps with the same repository and credential share a client. Thread-safe.
 */
public final class ConfiguredForges implements Forges {
    private final Apps apps;
    private final Map<String, ForgeKind> kinds;
    private final Map<String, Map<String, Object>> ofServer;
    private final Clients clients;
    private final Supplier<List<Quota>> quotas;

    /**
     * @param ofServer the settings of the server's configuration file, by kind
     * @param quotas what is left of the limits of all code hosts
     */
    public ConfiguredForges(
            Apps apps,
            ServerFiles files,
            Collection<? extends ForgeKind> kinds,
            Map<String, Map<String, Object>> ofServer,
            Supplier<List<Quota>> quotas) {
        this.apps = apps;
        this.kinds = kinds.stream().collect(Collectors.toUnmodifiableMap(ForgeKind::name, it -> it));
        this.ofServer = Map.copyOf(ofServer);
        this.clients = new Clients(files);
        this.quotas = quotas;
    }

    @Override
    public Optional<AppForge> of(String app, Map<String, Object> settings) throws IOException {
        var found = apps.find(app);
        var kind = found.map(it -> kinds.get(String.valueOf(it.config().via())));
        return kind.isEmpty() ? Optional.empty() : Optional.of(of(found.get(), kind.get(), settings));
    }

    @Override
    public boolean isConfigured(AppConfig app) {
        var via = app.via();
        return via != null && (isConfigured(app.forge()) || isConfigured(ofServer.getOrDefault(via, Map.of())));
    }

    /** The secret of webhooks is no credential. */
    private static boolean isConfigured(Map<String, Object> settings) {
        return settings.keySet().stream().anyMatch(name -> !name.equals(ForgeSettings.WEBHOOK_SECRET.name()));
    }

    @Override
    public String title(String kind) {
        var known = kinds.get(kind);
        return known == null ? kind : known.title();
    }

    @Override
    public Publicity publicity(AppConfig app) {
        var comments = texts(app.forge().get(ForgeSettings.COMMENTS.name()));
        return new Publicity(
                Boolean.TRUE.equals(app.forge().get(ForgeSettings.COMMIT_STATUS.name())),
                comments == null ? Set.of() : Set.copyOf(comments));
    }

    @Override
    public Acceptance acceptance(AppConfig app) {
        return Acceptance.of(app.forge().get(ForgeSettings.ACCEPT_DEPLOYMENTS.name()));
    }

    @Override
    public List<Quota> quotas() {
        return quotas.get();
    }

    @Override
    public Forges at(String kind) {
        return (app, settings) -> {
            var found = apps.find(app);
            var known = Optional.ofNullable(kinds.get(kind));
            return found.isEmpty() || known.isEmpty()
                    ? Optional.empty()
                    : Optional.of(of(found.get(), known.get(), settings));
        };
    }

    private AppForge of(App app, ForgeKind kind, Map<String, Object> settings) throws IOException {
        var own = kind.name().equals(app.config().via()) ? app.config().forge() : Map.<String, Object>of();
        try {
            var merged = Merged.ofServer(kind, ofServer.getOrDefault(kind.name(), Map.of()))
                    .with(own)
                    .with(withoutEmpty(settings));
            return new AppForge(
                    client(app, kind, merged),
                    texts(merged.get(ForgeSettings.CONTEXTS)),
                    Boolean.TRUE.equals(merged.get(ForgeSettings.REQUIRED)));
        } catch (IOException e) {
            throw new IOException("app %s: %s".formatted(app.name(), e.getMessage()), e);
        }
    }

    private Forge client(App app, ForgeKind kind, Merged merged) throws IOException {
        var root = merged.root()
                .orElseThrow(() -> new IOException("%1$s.api_root is not set; set it to the URL of the API of %2$s"
                        .formatted(kind.name(), kind.title())));
        var repository = HostedRepository.name(
                kind, root, merged.get(ForgeSettings.REPO), app.config().repositoryUrl());
        if (!Credentials.isWhole(kind, merged.credential())) {
            throw new IOException(withoutCredential(kind, merged, root));
        }
        var isOfFile = merged.isOfServer() || app.isOfFile();
        return clients.get(kind, new Clients.Key(kind.name(), root, repository, merged.credential(), isOfFile));
    }

    private static String withoutCredential(ForgeKind kind, Merged merged, URI root) {
        var wanted = Credentials.wanted(kind);
        return merged.isWithheld()
                ? "the credential for %s was configured for another api_root, and is not sent to %s; set %s beside that api_root"
                        .formatted(kind.title(), root, wanted)
                : "there is no credential for %s; set %s, in the app or in the server's configuration file"
                        .formatted(kind.title(), wanted);
    }

    /** To clients of the old service, an empty list in a check is the same as none. */
    private static Map<String, Object> withoutEmpty(Map<String, Object> settings) {
        return settings.entrySet().stream()
                .filter(it -> !(it.getValue() instanceof List<?> list && list.isEmpty()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static @Nullable List<String> texts(@Nullable Object setting) {
        return switch (setting) {
            case null -> null;
            case List<?> several -> several.stream().map(String::valueOf).toList();
            default -> List.of(String.valueOf(setting));
        };
    }
}
