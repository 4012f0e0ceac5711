package dev.waybill.forge.gitea;

import static dev.waybill.spi.Setting.required;

import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.WebhookFormat;
import dev.waybill.forge.http.Http;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Gitea and Forgejo, wherever they are installed. */
public final class GiteaKind implements ForgeKind {
    private static final String TOKEN = "token";

    /** Forgejo sends the same headers beside its own. */
    private static final WebhookFormat WEBHOOKS = new WebhookFormat(
            "X-Gitea-Signature",
            "",
            "X-Gitea-Event",
            Set.of("push", "create", "delete"),
            Set.of("status", "workflow_run"));

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
                ForgeSettings.CONTEXTS,
                ForgeSettings.REQUIRED,
                ForgeSettings.COMMIT_STATUS,
                ForgeSettings.COMMENTS,
                ForgeSettings.WEBHOOK_SECRET,
                ForgeSettings.ACCEPT_DEPLOYMENTS);
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var required = Boolean.TRUE.equals(app.settings().get(ForgeSettings.REQUIRED.name()))
                ? Stream.of(new Remark(
                        ForgeSettings.REQUIRED.name(),
                        "Gitea and Forgejo have no deployments, so no deploy can wait until it is registered there; remove required",
                        true))
                : Stream.<Remark>empty();
        var accepted = app.settings().containsKey(ForgeSettings.ACCEPT_DEPLOYMENTS.name())
                ? Stream.of(new Remark(
                        ForgeSettings.ACCEPT_DEPLOYMENTS.name(),
                        "Gitea and Forgejo have no deployments, so none can be accepted from there; remove accept_deployments",
                        true))
                : Stream.<Remark>empty();
        return Stream.of(ForgeKind.super.review(app).stream(), required, accepted)
                .flatMap(it -> it)
                .toList();
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
    public Optional<WebhookFormat> webhooks() {
        return Optional.of(WEBHOOKS);
    }

    @Override
    public Forge open(Place place) {
        var token = Objects.requireNonNull(place.secrets().get(TOKEN));
        return new Gitea(place.apiRoot(), place.repository(), token::read, http);
    }
}
