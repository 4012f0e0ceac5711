package dev.waybill.forge.gitea;

import dev.waybill.forge.Ability;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Origin;
import dev.waybill.forge.http.Dialect;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Token;
import dev.waybill.forge.http.TokenSource;
import dev.waybill.vcs.Sha;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A repository at Gitea or Forgejo, which have no deployments. Thread-safe. */
public final class Gitea implements Forge {
    private static final Dialect DIALECT = new Dialect("Gitea", "token", Map.of("Accept", "application/json"));

    private final String web;
    private final String repository;
    private final GiteaStatuses statuses;
    private final GiteaPulls pulls;
    private final GiteaAbilities abilities;

    /**
     * @param apiRoot {@code https://HOST/api/v1}
     * @param repository such as {@code "acme/shop"}
     */
    public Gitea(URI apiRoot, String repository, TokenSource token, Http http) {
        if (!repository.matches("[A-Za-z0-9._-]+/[A-Za-z0-9._-]+")) {
            throw new IllegalArgumentException("not a repository at Gitea: " + repository);
        }
        var root = apiRoot.toString().replaceFirst("/+$", "");
        this.web = root.replaceFirst("/api/v1$", "");
        this.repository = repository;
        var client = new JsonClient(http, URI.create(root), DIALECT, new Token(token));
        var path = "/repos/" + repository;
        this.statuses = new GiteaStatuses(client, path, web);
        this.pulls = new GiteaPulls(client, path);
        this.abilities = new GiteaAbilities(client, path);
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
        return Optional.of("%s/%s".formatted(web, repository));
    }

    @Override
    public Optional<String> commitLink(Sha sha) {
        return Optional.of("%s/%s/commit/%s".formatted(web, repository, sha));
    }

    @Override
    public Optional<String> compareLink(Sha from, Sha to) {
        return Optional.of("%s/%s/compare/%s...%s".formatted(web, repository, from, to));
    }

    @Override
    public List<CheckReport> checks(Sha sha) throws ForgeFailure, InterruptedException {
        return statuses.of(sha);
    }

    @Override
    public void publish(Sha sha, CheckReport report) throws ForgeFailure, InterruptedException {
        statuses.publish(sha, report);
    }

    @Override
    public Optional<Deployments> deployments() {
        return Optional.empty();
    }

    @Override
    public Map<Sha, Origin> origins(List<Sha> commits) throws ForgeFailure, InterruptedException {
        return pulls.origins(commits);
    }

    @Override
    public void comment(int pullRequest, String text, String marker) throws ForgeFailure, InterruptedException {
        pulls.comment(pullRequest, text, marker);
    }

    @Override
    public List<Ability> abilities() throws InterruptedException {
        return abilities.all();
    }

    @Override
    public String toString() {
        return host() + " " + repository;
    }
}
