package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.api.WireFixture;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a token may not see is told by no answer, that to a new name among them. */
class HiddenNamesTest extends WireFixture {
    @Test
    void aName_isAnsweredTheSame_whetherAHiddenAppHasItOrNobody() throws Exception {
        client.app("mine", repository, "true");
        var limited = holder(Map.of("rights", List.of("configure", "deploy"), "apps", List.of("mine")));

        var taken = limited.put("/api/0/apps/mine/", Map.of("name", "web"));
        var free = limited.put("/api/0/apps/mine/", Map.of("name", "bew"));
        var itsOwn = limited.put("/api/0/apps/mine/", Map.of("name", "mine", "timeout", 5));

        assertThat(taken.status()).as(taken.text()).isEqualTo(403);
        assertThat(free.status()).isEqualTo(403);
        assertThat(taken.text()).isEqualTo(free.text()).contains("for this server");
        assertThat(itsOwn.status()).as("its own name").isEqualTo(200);
        assertThat(client.put("/api/0/apps/mine/", Map.of("name", "web")).status())
                .isEqualTo(409);
        assertThat(client.put("/api/0/apps/mine/", Map.of("name", "bew")).status())
                .isEqualTo(200);
    }

    @Test
    void nameOfANewApp_isAnsweredTheSame_whetherAHiddenAppHasItOrNobody() throws Exception {
        for (var who : List.of(
                holder(Map.of("rights", List.of("configure", "deploy"), "apps", List.of("other"))),
                holder(Map.of("rights", List.of("configure"), "environments", List.of("production"))))) {
            var taken = who.post("/api/0/apps/", shell("web"));
            var free = who.post("/api/0/apps/", shell("nobody"));

            assertThat(taken.status()).isEqualTo(free.status()).isIn(403, 404);
            assertThat(taken.text()).isEqualTo(free.text());
        }
    }

    private static Map<String, String> shell(String name) {
        return Map.of("name", name, "repository", "/x", "provider", "shell", "deploy", "true");
    }

    private Client holder(Map<String, ?> properties) throws Exception {
        var token = new HashMap<String, Object>(Map.of("name", "of ann", "user", "ann"));
        token.putAll(properties);
        var made = client.post("/api/0/tokens/", token);
        return new Client(server.url(), made.json().get("token").asString());
    }

    /** A query is shown with the URL, in lists, histories, logs and events; so nothing of it is repeated, either. */
    @Test
    void aRepositoryWithAQuery_isRefused_andShownNowhere() throws Exception {
        for (var url : List.of(
                "http://h/x?access_token=S3CRET", "git@h:x#S3CRET", "HTTPS://h/x?S3CRET", "http://u:S3CRET@h/x")) {
            for (var answer : List.of(
                    client.put("/api/0/apps/web/", Map.of("repository", url)),
                    client.put("/api/0/apps/web/?dry_run=true", Map.of("repository", url)),
                    client.post("/api/0/hosts/", Map.of("url", url)),
                    client.post(
                            "/api/0/apps/",
                            Map.of("name", "n", "repository", url, "provider", "shell", "deploy", "x")))) {
                assertThat(answer.status()).as(answer.text()).isEqualTo(400);
                assertThat(answer.text()).doesNotContain("S3CRET");
            }
        }
        for (var path : List.of("/api/0/apps/", "/api/0/apps/web/history/", "/api/0/events/")) {
            assertThat(client.get(path).text()).doesNotContain("S3CRET");
        }
    }

    /** It is in the hands of whatever the command runs. */
    @Test
    void theTokenOfADeploy_seesThatDeployAlone() throws Exception {
        client.put("/api/0/locks/environments/elsewhere/", Map.of("reason", "not yours"));
        client.put("/api/0/apps/web/envs/elsewhere/lock/", Map.of("reason", "not yours"));
        var get = "; curl -sS -H \"Authorization: Bearer $WAYBILL_TOKEN\" \"$WAYBILL_URL/api/0";
        client.app(
                "curious",
                repository,
                "true" + get + "/locks/\"" + get + "/apps/\"" + get + "/overview/\"" + get + "/events/\"" + get
                        + "/deploys/\" -o deploys.json; grep -o '\"name\":\"[a-z]*/production#[0-9]*\"' deploys.json"
                        + get + "/nodes/\"" + get + "/hosts/\"");

        var log = client.awaitEnd(client.deploy("curious", ""));

        assertThat(log).doesNotContain("not yours", "web", "elsewhere");
        assertThat(log).contains("\"name\":\"curious/production#1\"");
        client.delete("/api/0/locks/environments/elsewhere/");
        client.delete("/api/0/apps/web/envs/elsewhere/lock/");
    }
}
