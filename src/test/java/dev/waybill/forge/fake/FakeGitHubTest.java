package dev.waybill.forge.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake is measured against GitHub's document as well as those who use it. */
class FakeGitHubTest {
    private static final String SHA = "a".repeat(40);

    private final FakeGitHub github = FakeGitHub.start();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();

    @AfterEach
    void close() {
        http.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | /repos/acme/shop                                   |                         | 200
                    GET  | /repos/acme/shop/commits/SHA                       |                         | 200
                    GET  | /repos/acme/shop/commits/SHA/status?per_page=100   |                         | 200
                    GET  | /repos/acme/shop/commits/SHA/check-runs?page=2     |                         | 200
                    GET  | /repos/acme/shop/commits/SHA/pulls                 |                         | 200
                    GET  | /repos/acme/shop/deployments?sha=SHA               |                         | 200
                    GET  | /repos/acme/shop/actions/runs?head_sha=SHA         |                         | 200
                    GET  | /repos/acme/shop/issues/1/comments                 |                         | 200
                    GET  | /repos/acme/other                                  |                         | 404
                    GET  | /rate_limit                                        |                         | 200
                    POST | /repos/acme/shop/statuses/SHA                      | {"state": "success"}    | 201
                    POST | /repos/acme/shop/deployments                       | {"ref": "SHA"}          | 202
                    POST | /repos/acme/shop/deployments/1/statuses            | {"state": "success"}    | 404
                    POST | /repos/acme/shop/issues/1/comments                 | {"body": "Hello"}       | 201
                    """)
    void answers_followTheDocument(String method, String path, @Nullable String body, int status) throws Exception {
        github.status(SHA, "ci", "success", null);
        github.green(SHA, "test");
        github.author(SHA, "ann");
        github.pullRequest(new FakeGitHub.PullRequest(1, "Add", null, true, List.of("bug"), List.of(SHA)));

        assertThat(send(method, path, body).statusCode()).isEqualTo(status);

        github.close();
    }

    @Test
    void deployment_conflicts_whileAContextIsNotGreen() throws Exception {
        github.checkRun(SHA, "test", "in_progress", null);

        var answer = send("POST", "/repos/acme/shop/deployments", "{\"ref\": \"SHA\", \"auto_merge\": false}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("\"state\":\"pending\"");
        github.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    GET  | /repos/acme/shop/nothing                 |                                        | there is no
                    GET  | /repos/acme/shop/commits/SHA/status?size=1 |                                      | parameter size
                    POST | /repos/acme/shop/deployments             |                                        | body
                    POST | /repos/acme/shop/deployments             | {}                                     | ref
                    POST | /repos/acme/shop/deployments             | {"ref": "SHA", "auto_merge": "no"}     | boolean
                    POST | /repos/acme/shop/deployments             | {"ref": "SHA", "contexts": []}         | contexts
                    POST | /repos/acme/shop/deployments/1/statuses  | {"state": "deployed"}                  | state
                    """)
    void close_fails_afterARequestAgainstTheDocument(String method, String path, @Nullable String body, String why)
            throws Exception {
        send(method, path, body);

        assertThatThrownBy(github::close).hasMessageContaining(why);
    }

    @Test
    void faults_endAfterTheirNumber() throws Exception {
        github.fail("GET /rate_limit", 502, Map.of(), "<html>", 1);

        assertThat(send("GET", "/rate_limit", null).statusCode()).isEqualTo(502);
        assertThat(send("GET", "/rate_limit", null).statusCode()).isEqualTo(200);
        github.close();
    }

    @Test
    void lost_isCarriedOut() throws Exception {
        github.lose("POST .*statuses", 1);

        assertThatThrownBy(() -> send("POST", "/repos/acme/shop/statuses/SHA", "{\"state\": \"success\"}"))
                .isInstanceOf(IOException.class);

        assertThat(github.published(SHA)).hasSize(1);
        github.close();
    }

    private HttpResponse<String> send(String method, String path, @Nullable String body) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(github.url() + path.replace("SHA", SHA)))
                .header("Authorization", "Bearer " + FakeGitHub.TOKEN)
                .header("Accept", "application/vnd.github+json")
                .header("X-GitHub-Api-Version", "2022-11-28")
                .header("User-Agent", "Waybill/0")
                .method(
                        method,
                        body == null
                                ? BodyPublishers.noBody()
                                : BodyPublishers.ofString(body.strip().replace("SHA", SHA)))
                .build();
        return http.send(request, BodyHandlers.ofString());
    }
}
