package dev.waybill.forge.github;

import static dev.waybill.forge.github.GitHubFixture.OTHER;
import static dev.waybill.forge.github.GitHubFixture.SHA;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.forge.Ability;
import dev.waybill.forge.Ability.State;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Links, and what a credential can do. */
class GitHubTest {
    private static final Credential TOKEN = new Credential.Token(() -> new Secret(FakeGitHub.TOKEN));

    private final GitHubFixture server = new GitHubFixture();

    @AfterEach
    void close() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "https://api.github.com, https://github.com, https://api.github.com/graphql",
        "https://api.github.com/, https://github.com, https://api.github.com/graphql",
        "https://github.example.com/api/v3, https://github.example.com, https://github.example.com/api/graphql",
        "https://github.example.com:8443/api/v3/, https://github.example.com:8443, https://github.example.com:8443/api/graphql",
        "https://api.acme.ghe.com, https://acme.ghe.com, https://api.acme.ghe.com/graphql"
    })
    void links_leadToThePages(URI apiRoot, String web, URI graphQl) {
        var github = new GitHub(apiRoot, "acme/shop", TOKEN, server.http);

        assertThat(github.commitLink(SHA)).hasValue(web + "/acme/shop/commit/" + SHA);
        assertThat(github.compareLink(SHA, OTHER)).hasValue(web + "/acme/shop/compare/" + SHA + "..." + OTHER);
        assertThat(Roots.of(apiRoot).graphQl()).isEqualTo(graphQl);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop", "acme/shop/more", "../..//", "acme/shop?x", "acme/sh op", "acme/shöp"})
    void repository_isOwnerAndName(String wrong) {
        assertThatThrownBy(() -> new GitHub(GitHub.API_ROOT, wrong, TOKEN, server.http))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "github.example.com",
                "ftp://github.example.com",
                "https:///api/v3",
                "https://ann:secret@github.example.com/api/v3",
                "https://github.example.com/api/v3?token=secret",
                "https://under_score.example.com"
            })
    void apiRoot_isAUrl(URI wrong) {
        assertThatThrownBy(() -> new GitHub(wrong, "acme/shop", TOKEN, server.http))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be a URL")
                .hasMessageNotContaining("secret");
    }

    @Test
    void text_namesNoCredential() {
        assertThat(server.github).hasToString("GitHub acme/shop");
        assertThat(TOKEN.toString()).doesNotContain(FakeGitHub.TOKEN);
    }

    @Test
    void abilities_ofAFineGrainedToken_canBeReadButNotWritten() throws Exception {
        server.fake.withhold("checks=read");

        assertThat(states(server.github))
                .containsEntry("read the repository", State.ALLOWED)
                .containsEntry("read commit statuses", State.ALLOWED)
                .containsEntry("read check runs", State.REFUSED)
                .containsEntry("read jobs of Actions", State.ALLOWED)
                .containsEntry("send requests", State.ALLOWED)
                .containsEntry("create deployments", State.UNKNOWN);
        assertThat(server.github.abilities())
                .filteredOn(it -> it.what().equals("read check runs"))
                .extracting(Ability::advice)
                .singleElement()
                .asString()
                .contains("grant the credential checks: read");
    }

    @Test
    void abilities_ofAClassicToken_areItsScopes() throws Exception {
        server.fake.scopes("repo:status, read:org");

        assertThat(states(server.github))
                .containsEntry("publish commit statuses", State.ALLOWED)
                .containsEntry("create deployments", State.REFUSED);
    }

    @Test
    void abilities_ofAClassicToken_areNoMoreThanItsUsers() throws Exception {
        server.fake.scopes("repo");
        assertThat(states(server.github)).containsEntry("create deployments", State.ALLOWED);

        server.fake.fail(
                "GET /repos/acme/shop$",
                200,
                Map.of("X-OAuth-Scopes", "repo"),
                "{\"permissions\": {\"push\": false}}",
                1);
        assertThat(states(server.github)).containsEntry("create deployments", State.REFUSED);
    }

    @Test
    void abilities_ofAnApp_areItsPermissions() throws Exception {
        assertThat(states(server.asApp()))
                .containsEntry("create deployments", State.ALLOWED)
                .containsEntry("comment on pull requests", State.REFUSED);
    }

    @Test
    void abilities_endWithTheRepository_ifItCannotBeRead() throws Exception {
        server.fake.hide();
        assertThat(states(server.github)).containsExactly(Map.entry("read the repository", State.REFUSED));

        server.fake.revoke(FakeGitHub.TOKEN);
        assertThat(states(server.github)).containsExactly(Map.entry("read the repository", State.REFUSED));

        server.fake.fail("GET", 502, Map.of(), "", 1);
        assertThat(states(server.github)).containsExactly(Map.entry("read the repository", State.UNKNOWN));
    }

    private static Map<String, State> states(GitHub github) throws InterruptedException {
        return github.abilities().stream().collect(Collectors.toMap(Ability::what, Ability::state));
    }
}
