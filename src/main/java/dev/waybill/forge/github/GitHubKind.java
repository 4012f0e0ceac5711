package dev.waybill.forge.github;

import static dev.waybill.spi.Setting.required;

import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.WebhookFormat;
import dev.waybill.forge.http.Http;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Setting.Kind;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** GitHub: github.com, or an Enterprise server. */
public final class GitHubKind implements ForgeKind {
    private static final String TOKEN = "token";
    private static final String APP_ID = "app_id";
    private static final String PRIVATE_KEY = "private_key";

    private static final Setting API_ROOT = ForgeSettings.API_ROOT.withExample("https://github.example.com/api/v3");

    /** The documentation of GitHub: "Webhook events and payloads", and "Validating webhook deliveries". */
    private static final WebhookFormat WEBHOOKS = new WebhookFormat(
            "X-Hub-Signature-256",
            "sha256=",
            "X-GitHub-Event",
            Set.of("push", "create", "delete", "deployment"),
            Set.of("status", "check_run", "check_suite", "workflow_run"));

    private final Http http;
    private final InstallationTokens tokens = new InstallationTokens();

    public GitHubKind(Http http) {
        this.http = http;
    }

    @Override
    public String name() {
        return "github";
    }

    @Override
    public String title() {
        return "GitHub";
    }

    @Override
    public List<Setting> settings() {
        return List.of(
                API_ROOT,
                required(TOKEN, Kind.SECRET).inGroup("token"),
                required(APP_ID, Kind.TEXT).inGroup("app").withExample("123456"),
                required(PRIVATE_KEY, Kind.SECRET).inGroup("app"),
                ForgeSettings.REPO,
                ForgeSettings.CONTEXTS,
                ForgeSettings.REQUIRED,
                ForgeSettings.COMMIT_STATUS,
                ForgeSettings.COMMENTS,
                ForgeSettings.WEBHOOK_SECRET,
                ForgeSettings.ACCEPT_DEPLOYMENTS);
    }

    @Override
    public Optional<URI> usualRoot() {
        return Optional.of(GitHub.API_ROOT);
    }

    @Override
    public Optional<WebhookFormat> webhooks() {
        return Optional.of(WEBHOOKS);
    }

    /** The second host is for networks that let only port 443 through. */
    @Override
    public Set<String> hosts(URI apiRoot) {
        var host = apiRoot.getHost().toLowerCase(Locale.ROOT).replaceFirst("^api\\.", "");
        return Set.of(host, "ssh." + host, "www." + host);
    }

    @Override
    public Forge open(Place place) {
        var token = place.secrets().get(TOKEN);
        var credential = token == null ? app(place) : new Credential.Token(token::read);
        return new GitHub(place.apiRoot(), place.repository(), credential, http, tokens);
    }

    private static Credential app(Place place) {
        var key = Objects.requireNonNull(place.secrets().get(PRIVATE_KEY));
        return new Credential.App(Objects.requireNonNull(place.texts().get(APP_ID)), key::read);
    }
}
