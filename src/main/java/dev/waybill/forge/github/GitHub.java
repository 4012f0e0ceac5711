package dev.waybill.forge.github;

import dev.waybill.forge.Ability;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Origin;
import dev.waybill.forge.http.Dialect;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Login;
import dev.waybill.forge.http.Token;
import dev.waybill.forge.text.MarkedComment;
import dev.waybill.vcs.Sha;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A repository at GitHub. Thread-safe. */
public final class GitHub implements Forge {
    /** What {@code api_root} is for github.com. */
    public static final URI API_ROOT = URI.create("https://api.github.com");

    static final Dialect DIALECT = new Dialect(
            "GitHub", "Bearer", Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"));

    private final Roots roots;
    private final String repository;
    private final Checks checks;
    private final Statuses statuses;
    private final GitHubDeployments deployments;
    private final Origins origins;
    private final Comments comments;
    private final Abilities abilities;

    /**
     * @param apiRoot {@link #API_ROOT}, or {@code https://HOST/api/v3} of an Enterprise server
     * @param repository such as {@code "acme/shop"}
     */
    public GitHub(URI apiRoot, String repository, Credential credential, Http http) {
        this(apiRoot, repository, credential, http, new InstallationTokens());
    }

    /** @param tokens that it shares with other repositories */
    GitHub(URI apiRoot, String repository, Credential credential, Http http, InstallationTokens tokens) {
        if (!repository.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a repository at GitHub: " + repository);
        }
        this.roots = Roots.of(apiRoot);
        this.repository = repository;
        var login = login(credential, http, tokens);
        var client = new JsonClient(http, roots.api(), DIALECT, login);
        var root = "/repos/" + repository;
        this.statuses = new Statuses(client, root);
        this.checks = new Checks(client, root, statuses);
        this.deployments = new GitHubDeployments(client, root);
        this.origins = new Origins(client, client.at(roots.graphQl()), repository);
        this.comments = new Comments(client, root);
        this.abilities = new Abilities(client, root, login);
    }

    private Login login(Credential credential, Http http, InstallationTokens tokens) {
        return switch (credential) {
            case Credential.Token token -> new Token(token.source());
            case Credential.App app ->
                new InstallationLogin(
                        new JsonClient(http, roots.api(), DIALECT, new AppLogin(app, http.time())),
                        new InstallationLogin.Place(roots.api(), repository),
                        app,
                        tokens);
        };
    }

    @Override
    public String host() {
        return DIALECT.host();
    }

    @Override
    public String repository() {
        return repository;
    }

    @Override
    public Optional<String> link() {
        return Optional.of("%s/%s".formatted(roots.web(), repository));
    }

    @Override
    public Optional<String> commitLink(Sha sha) {
        return Optional.of("%s/%s/commit/%s".formatted(roots.web(), repository, sha));
    }

    @Override
    public Optional<String> compareLink(Sha from, Sha to) {
        return Optional.of("%s/%s/compare/%s...%s".formatted(roots.web(), repository, from, to));
    }

    @Override
    public List<CheckReport> checks(Sha sha) throws ForgeFailure, InterruptedException {
        return checks.all(sha);
    }

    @Override
    public List<CheckReport> checks(Sha sha, Set<String> names) throws ForgeFailure, InterruptedException {
        return checks.named(sha, names);
    }

    @Override
    public void publish(Sha sha, CheckReport report) throws ForgeFailure, InterruptedException {
        statuses.publish(sha, report);
    }

    @Override
    public Optional<Deployments> deployments() {
        return Optional.of(deployments);
    }

    @Override
    public Map<Sha, Origin> origins(List<Sha> commits) throws ForgeFailure, InterruptedException {
        return origins.of(commits);
    }

    @Override
    public void comment(int pullRequest, String text, String marker) throws ForgeFailure, InterruptedException {
        comments.add(pullRequest, new MarkedComment(text, marker));
    }

    @Override
    public List<Ability> abilities() throws InterruptedException {
        return abilities.all();
    }

    /** Such as {@code "GitHub acme/shop"}; nothing of the credential. */
    @Override
    public String toString() {
        return host() + " " + repository;
    }
}
