package dev.waybill.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.forge.fake.FakeGitHub;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Changes show the pull requests and authors of their commits, whatever the code host does; once for each database. */
abstract class PullRequestsContract extends PullRequestsFixture {
    @Test
    void changes_showPullRequestsLabelsAuthorsAndLinks() throws Exception {
        var base = head();
        var sha = merged(7, "Add a cart", "Risky", "UI", "other");

        var changes = complete();

        var commit = changes.at("/commits/0");
        assertThat(commit.get("author").asString()).isEqualTo("Ann");
        assertThat(commit.get("login").asString()).isEqualTo("ann-at-github");
        assertThat(commit.get("link").asString()).isEqualTo(github.url() + "/acme/shop/commit/" + sha);
        assertThat(commit.get("labels").toString()).isEqualTo("[\"risky\"]");
        assertThat(commit.get("pullRequests").toString())
                .isEqualTo(
                        "[{\"number\":7,\"title\":\"Add a cart\",\"link\":\"https://github.example.com/acme/shop/pull/7\","
                                + "\"author\":\"bob\",\"merged\":true,\"labels\":[\"Risky\",\"UI\",\"other\"]}]");
        assertThat(changes.get("labels").toString()).isEqualTo("[\"risky\"]");
        assertThat(changes.get("marks").toString())
                .isEqualTo("{\"ui\":{\"files\":[],\"fileCount\":0,\"pullRequests\":[7]}}");
        assertThat(changes.get("link").asString())
                .isEqualTo("%s/acme/shop/compare/%s...%s".formatted(github.url(), base, sha));
        assertThat(changes.get("pullRequestsMessage").isNull()).isTrue();
    }

    @Test
    void manyCommits_areAskedFiftyAtATime_andOnce() throws Exception {
        var file = IntStream.rangeClosed(1, 120)
                .mapToObj(i -> "commit refs/heads/main\ncommitter Ann <a@b.c> %d +0000\ndata 6\nCommit\n%s"
                        .formatted(1_700_000_000 + i, i == 1 ? "from refs/heads/main^0\n" : ""))
                .collect(Collectors.joining("\n"));
        repository.read(file, "fast-import", "--quiet");
        for (var sha : repository.git("rev-list", "HEAD~120..HEAD").lines().toList()) {
            github.pullRequest(new FakeGitHub.PullRequest(1, "All", "bob", true, List.of(), List.of(sha)));
        }

        var commits = complete().get("commits");
        client.get("/api/0/apps/shop/changes/?from=main~120&to=main&limit=250");

        assertThat(commits)
                .hasSize(120)
                .allMatch(commit -> commit.at("/pullRequests/0/number").isNumber());
        assertThat(queries()).isEqualTo(3);
    }

    @Test
    void codeHostThatHangs_delaysNoChanges_whichAreCompleteLater() throws Exception {
        merged(7, "Add a cart");
        github.hang("POST /graphql", 1);

        var told = changes();
        var rehearsed = client.post("/api/0/deploys/?dry_run=true", Map.of("app", "shop", "ref", "main"));

        assertThat(told.get("commitCount").asInt()).isEqualTo(1);
        assertThat(told.at("/commits/0/pullRequests").isNull()).isTrue();
        assertThat(told.get("pullRequestsMessage").asString())
                .isEqualTo("pull requests are not known yet: GitHub has not answered");
        assertThat(rehearsed.json().at("/changes/commitCount").asInt()).isEqualTo(1);
        JsonNode later;
        do {
            later = changes();
            server.time().pass(Duration.ofSeconds(11));
        } while (later.at("/commits/0/pullRequests").isNull());
        assertThat(later.get("pullRequestsMessage").isNull()).isTrue();
    }

    @Test
    void codeHostThatFails_isNamed_andNothingFails() throws Exception {
        merged(7, "Add a cart");
        github.fail("POST /graphql", 502, Map.of(), "<html>", 1);

        var told = changes();

        assertThat(told.at("/commits/0/title").asString()).isEqualTo("Change file7");
        assertThat(told.get("pullRequestsMessage").asString()).contains("GitHub", "502");
        server.time().pass(Duration.ofSeconds(11));
        assertThat(complete().at("/commits/0/pullRequests/0/number").asInt()).isEqualTo(7);
    }

    @Test
    void callerWithoutPermission_causesNoRequest() throws Exception {
        merged(7, "Add a cart");
        var stranger = reader("plain");
        var before = queries();

        assertThat(stranger.get(CHANGES + "?ref=main").status()).isEqualTo(404);
        assertThat(stranger.get("/api/0/apps/shop/changes/?from=main&to=main~1").status())
                .isEqualTo(404);
        assertThat(queries()).isEqualTo(before);
        complete();
        assertThat(reader("shop").get(CHANGES + "?ref=main").text()).contains("Add a cart");
    }

    @Test
    void appWithoutCodeHost_saysNothingOfPullRequests() throws Exception {
        merged(7, "Add a cart");

        var changes =
                client.get("/api/0/apps/plain/changes/?from=main~1&to=main").json();

        assertThat(changes.at("/commits/0/pullRequests").isNull()).isTrue();
        assertThat(changes.at("/commits/0/link").isNull()).isTrue();
        assertThat(changes.get("pullRequestsMessage").isNull()).isTrue();
        assertThat(queries()).isZero();
    }

    @Test
    void appWithoutCredential_saysWhatToConfigure() throws Exception {
        merged(7, "Add a cart");

        var changes =
                client.get("/api/0/apps/moved/changes/?from=main~1&to=main").json();

        assertThat(changes.at("/commits/0/title").asString()).isEqualTo("Change file7");
        assertThat(changes.get("pullRequestsMessage").asString())
                .startsWith(
                        "pull requests are not known: app moved: the credential for GitHub was configured for another");
    }

    @Test
    void changes_showPullRequestsOfGitea() throws Exception {
        var sha = repository.commit("file", "text\n");
        gitea.commit(
                sha,
                "ann-at-gitea",
                new FakeGitHub.PullRequest(9, "Add a list", "bob", true, List.of("ui"), List.of(sha)));

        var changes = complete("/api/0/apps/mall/changes/?from=main~1&to=main");

        assertThat(changes.at("/commits/0/login").asString()).isEqualTo("ann-at-gitea");
        assertThat(changes.at("/commits/0/pullRequests/0/title").asString()).isEqualTo("Add a list");
        assertThat(changes.at("/commits/0/link").asString()).endsWith("/acme/shop/commit/" + sha);
    }

    @Test
    void deploy_linksToItsCommitAndItsChanges() throws Exception {
        var base = head();
        var sha = merged(7, "Add a cart");
        github.green(sha, "ci");
        client.awaitEnd(client.deploy("shop", ""));

        var deploy = client.get("/api/0/deploys/shop/production/2/").json();

        assertThat(deploy.get("sha_url").asString()).isEqualTo(github.url() + "/acme/shop/commit/" + sha);
        assertThat(deploy.get("compareLink").asString())
                .isEqualTo("%s/acme/shop/compare/%s...%s".formatted(github.url(), base, sha));
        assertThat(client.get("/api/0/deploys/shop/production/1/")
                        .json()
                        .get("compareLink")
                        .isNull())
                .isTrue();
    }
}
