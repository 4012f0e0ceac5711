package dev.waybill.forge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.forge.fake.SkippingTime;
import dev.waybill.spi.Secret;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Redirects and pages lead to other URLs, which must be at the same code host. */
class FollowingTest {
    private static final String SHOP = "/repos/acme/shop";
    private static final Dialect DIALECT = new Dialect(
            "GitHub", "Bearer", Map.of("Accept", "application/vnd.github+json", "X-GitHub-Api-Version", "2022-11-28"));

    private final FakeGitHub github = FakeGitHub.start();
    private final SkippingTime time = new SkippingTime();
    private final Http http = new Http(time, "1.0", Map.of(), Timing.USUAL);
    private String token = FakeGitHub.TOKEN;
    private final JsonClient client = client(http, github.url());

    private JsonClient client(Http by, String url) {
        return new JsonClient(by, URI.create(url), DIALECT, new Token(() -> new Secret(token)));
    }

    @AfterEach
    void close() {
        http.close();
        github.close();
    }

    @Test
    void get_follows_aRenamedRepository() throws Exception {
        github.rename("acme/store");

        assertThat(body(client.get(SHOP)).get("full_name").asString()).isEqualTo("acme/store");
    }

    @Test
    void post_follows_onlyWhatKeepsItAPost() throws Exception {
        github.rename("acme/store");
        var status = Map.of("state", "success");

        client.post(SHOP + "/statuses/" + "a".repeat(40), status);

        assertThat(github.published("a".repeat(40))).hasSize(1);
        github.fail("POST", 301, Map.of("Location", github.url() + "/rate_limit"), "{}", 1);
        assertThatThrownBy(() -> client.post(SHOP + "/statuses/" + "b".repeat(40), status))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.MISSING));
    }

    @Test
    void get_doesNotFollow_toAnotherServer() throws Exception {
        try (var other = FakeGitHub.start()) {
            github.fail("GET", 307, Map.of("Location", other.url() + SHOP), "{}", 1);

            assertThat(failure(SHOP).kind()).isEqualTo(Kind.MISSING);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void get_endsFollowing_inACircle() {
        github.fail("GET", 301, Map.of("Location", SHOP), "{}", 9);

        assertThat(failure(SHOP).kind()).isEqualTo(Kind.MISSING);
        assertThat(github.requests()).hasSize(4);
    }

    @Test
    void pages_areReadToTheEnd() throws Exception {
        for (var i = 0; i < 95; i++) {
            github.comment(1, "number " + i);
        }

        assertThat(client.pages(SHOP + "/issues/1/comments?per_page=10", it -> it, 10))
                .hasSize(95);
    }

    @Test
    void pages_fail_whenThereAreMoreThanAreRead() {
        for (var i = 0; i < 95; i++) {
            github.comment(1, "number " + i);
        }

        assertThatThrownBy(() -> client.pages(SHOP + "/issues/1/comments?per_page=10", it -> it, 9))
                .isInstanceOfSatisfying(
                        ForgeFailure.class, it -> assertThat(it.kind()).isEqualTo(Kind.INVALID))
                .hasMessageContaining("more than 9 pages");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://elsewhere.example.com/page", "not a uri", "http://"})
    void pages_fail_whenTheNextIsElsewhere(String link) {
        github.fail("GET", 200, Map.of("Link", "<%s>; rel=\"next\"".formatted(link)), "[]", 1);

        assertThatThrownBy(() -> client.pages(SHOP + "/issues/1/comments", it -> it, 9))
                .isInstanceOf(ForgeFailure.class)
                .hasMessageContaining("another server");
    }

    private ForgeFailure failure(String path) {
        return catchThrowableOfType(ForgeFailure.class, () -> client.json(client.get(path)));
    }

    private JsonNode body(Answer answer) throws ForgeFailure {
        return client.json(answer);
    }
}
