package dev.waybill.lookups;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.FakeGitea;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A server, whose app shop is at GitHub and has one live commit, and whose app mall is the same repository at Gitea. */
@Tag("processes")
abstract class PullRequestsFixture {
    static final String CHANGES = "/api/0/apps/shop/envs/production/changes/";

    @TempDir
    Path directory;

    final FakeGitHub github = FakeGitHub.start();
    final FakeGitea gitea = FakeGitea.start();
    TestRepository repository;
    TestServer server;
    Client client;

    abstract @Nullable Database database() throws Exception;

    @BeforeEach
    final void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        github.green(head(), "ci");
        var token = Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN);
        var other = Files.writeString(directory.resolve("other"), FakeGitea.TOKEN);
        var file = Files.writeString(directory.resolve("waybill.yaml"), """
                github: {api_root: '%s', token: {file: '%s'}}
                gitea: {api_root: '%s', token: {file: '%s'}}
                apps:
                  shop: {repository: '%5$s', deploy: 'true', via: github, github: {repo: acme/shop},
                         change_labels: [risky], mark: {migration: 'db/**', ui: 'web/**'}}
                  mall: {repository: '%5$s', deploy: 'true', via: gitea, gitea: {repo: acme/shop}}
                  moved: {repository: '%5$s', deploy: 'true', via: github, github: {repo: acme/shop, api_root: 'https://x/'}}
                  plain: {repository: '%5$s', deploy: 'true'}
                """.formatted(
                        github.url(), token, gitea.url(), other, repository.path()));
        server = TestServer.in(directory.resolve("data"))
                .on(database())
                .with(file)
                .start();
        client = server.client();
        client.awaitEnd(client.deploy("shop", ""));
    }

    @AfterEach
    final void stop() throws Exception {
        server.close();
        github.close();
        gitea.close();
    }

    final String head() throws Exception {
        return repository.git("rev-parse", "HEAD");
    }

    /** A new commit, by ann, that a pull request of bob brought. */
    final String merged(int number, String title, String... labels) throws Exception {
        var sha = repository.commit("file" + number, "text\n");
        github.author(sha, "ann-at-github");
        github.pullRequest(new FakeGitHub.PullRequest(number, title, "bob", true, List.of(labels), List.of(sha)));
        return sha;
    }

    final JsonNode changes() throws Exception {
        return client.get(CHANGES + "?ref=main&limit=250").json();
    }

    /** The changes when the code host has answered. */
    final JsonNode complete(String path) throws Exception {
        var changes = client.get(path).json();
        while (!changes.get("pullRequestsMessage").isNull()) {
            Pause.briefly();
            changes = client.get(path).json();
        }
        return changes;
    }

    final JsonNode complete() throws Exception {
        return complete(CHANGES + "?ref=main&limit=250");
    }

    /** Somebody with a token that is good for one app. */
    final Client reader(String app) throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", "r", "rights", List.of("read"), "apps", List.of(app)));
        return new Client(server.url(), made.json().get("token").asString());
    }

    final int queries() {
        return github.requests("POST /graphql").size();
    }
}
