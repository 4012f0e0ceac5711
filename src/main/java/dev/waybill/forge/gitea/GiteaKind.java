package dev.waybill.forge.gitea;

import static dev.waybill.spi.Setting.required;

import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.http.Http;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Gitea and Forgejo, wherever they are installed. */
public final class GiteaKind implements ForgeKind {
    private static final String TOKEN = "token";

    private final Http http;

    public GiteaKind(Http http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "gitea";
    }

    @Override
    public String title() {
        return "Gitea";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                ForgeSettings.API_ROOT.withExample("https://git.example.com/api/v1"),
                required(TOKEN, Kind.SECRET).inGroup(TOKEN),
                ForgeSettings.REPO,
                ForgeSettings.CONTEXTS);
    }

    @Override
    public Optional<URI> usualRoot() {
        return Optional.empty();
    }

    @Override
    public Set<String> hosts(URI apiRoot) {
        return Set.of(apiRoot.getHost().toLowerCase(Locale.ROOT));
    }

    @Override
    public Forge open(Place place) {
        var token = Objects.requireNonNull(place.secrets().get(TOKEN));
        return new Gitea(place.apiRoot(), place.repository(), token::read, http);
    }
}
