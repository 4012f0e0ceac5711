package dev.waybill.web.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ServerPagesTest extends SharedServer {
    private static final List<String> PATHS = List.of(
            "/settings",
            "/settings/tokens",
            "/settings/tokens/new",
            "/settings/notifiers",
            "/settings/deliveries",
            "/settings/hosts",
            "/settings/nodes",
            "/settings/workspaces",
            "/settings/configuration",
            "/health",
            "/automation");

    private String cookie = "";

    @BeforeEach
    void signIn() throws Exception {
        cookie = Browser.at(server).signIn(server.token());
    }

    private Client.Answer page(String path) throws Exception {
        return Browser.at(server).get(path, cookie);
    }

    private Client.Answer send(String path, Map<String, String> fields) throws Exception {
        return Browser.at(server).send(Browser.at(server).form(path, fields).header("Cookie", cookie));
    }

    private void becomeReaderOf(String app) throws Exception {
        client.app(app, repository, "true");
        var made = client.post("/api/0/tokens/", Map.of("name", app, "rights", List.of("read"), "apps", List.of(app)));
        cookie = Browser.at(server).signIn(made.json().get("token").asString());
    }

    private String node() throws Exception {
        return client.get("/api/0/drain/").json().get("id").asString();
    }

    @Test
    void everyPage_isThere() throws Exception {
        for (var path : PATHS) {
            assertThat(page(path).status()).as(path).isEqualTo(200);
        }
        assertThat(page("/health").text()).contains("All is well", "The embedded database answers", "heartbeat heard");
        assertThat(page("/settings/configuration").text()).contains("started without a configuration file");
        assertThat(page("/settings/workspaces").text()).contains("No workspace stays", "waybill workspace list");
    }

    @Test
    void readerOfOneApp_seesWhyTheRestIsHidden_andChangesNothing() throws Exception {
        becomeReaderOf("only");

        for (var path : PATHS) {
            assertThat(page(path).status()).as(path).isEqualTo(200);
        }
        assertThat(page("/settings/tokens").text())
                .contains("You cannot see the tokens:")
                .doesNotContain("Revoke…");
        assertThat(page("/settings/nodes").text())
                .contains("You cannot see the nodes:")
                .doesNotContain(node());
        assertThat(page("/settings/hosts").text()).contains("You cannot see the hosts:");
        assertThat(page("/health").text()).contains("You only see the repositories of your apps:");
        assertThat(page("/settings/tokens/new").text()).contains("disabled");
        for (var path : List.of(
                "/settings/tokens/new",
                "/settings/tokens/1/revoke",
                "/settings/hosts",
                "/settings/hosts/example.com/forget",
                "/settings/nodes/%s/drain".formatted(node()),
                "/settings/nodes/%s/forget".formatted(node()),
                "/settings/configuration",
                "/settings/notifiers/only/test")) {
            assertThat(send(path, Map.of("name", "x", "rights", "admin")).status())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(send("/settings/notifiers/nosuch/test", Map.of()).status()).isEqualTo(404);
    }

    @Test
    void token_isShownOnce_works_andIsRevoked() throws Exception {
        client.app("scoped", repository, "true");
        var made = send(
                "/settings/tokens/new",
                Map.of("name", "ci <b>", "user", "ann", "rights", "deploy", "apps", "scoped", "lasts", "30d"));

        assertThat(made.status()).isEqualTo(201);
        var secret = Pattern.compile("wb_[A-Za-z0-9_-]{43}").matcher(made.text());
        assertThat(secret.find()).isTrue();
        var token = new Client(server.url(), secret.group());
        assertThat(token.get("/api/0/apps/scoped/").status()).isEqualTo(200);
        assertThat(token.get("/api/0/tokens/").status()).isEqualTo(403);
        var list = page("/settings/tokens").text();
        assertThat(list).contains("ci &lt;b&gt;", "scoped; all environments").doesNotContain(secret.group());
        var revoke = Pattern.compile("/settings/tokens/[0-9]+/revoke").matcher(list.substring(list.indexOf("ci &lt;")));
        assertThat(revoke.find()).isTrue();
        assertThat(page(revoke.group()).text()).contains("Revoke <bdi>ci &lt;b&gt;");
        assertThat(send(revoke.group(), Map.of()).status()).isEqualTo(303);
        assertThat(token.get("/api/0/apps/scoped/").status()).isEqualTo(401);
    }

    @Test
    void tokenWithMistakes_isNotMade_andTheFieldsSayWhy() throws Exception {
        var answer = send("/settings/tokens/new", Map.of("name", "", "apps", "nosuch", "lasts", "soon"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains(
                        "must be 1 to 200 characters", "must be at least one", "no app is named", "must be a duration")
                .contains("value=\"nosuch\"");
    }

    @Test
    void node_isDrained_andOpened() throws Exception {
        assertThat(send("/settings/nodes/%s/drain".formatted(node()), Map.of()).status())
                .isEqualTo(303);
        assertThat(page("/settings/nodes").text()).contains("draining", "Start deploys again");
        assertThat(page("/health").text()).contains("1 thing needs a look", "Draining");

        assertThat(send("/settings/nodes/%s/open".formatted(node()), Map.of()).status())
                .isEqualTo(303);
        assertThat(page("/settings/nodes").text()).contains("Drain</button>");
    }

    @Test
    void hostOfNoRepository_isRefused_atItsField() throws Exception {
        var answer = send("/settings/hosts", Map.of("url", "-x"));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("is not a git URL", "value=\"-x\"");
        assertThat(send("/settings/hosts", Map.of("url", "/srv/shop")).text()).contains("does not use SSH");
    }

    @Test
    void notifier_isTested_andItsDeliveriesAreListed() throws Exception {
        var notifier = Map.of("type", "webhook", "config", Map.of("url", "http://127.0.0.1:9/x", "name", "hooks"));
        client.app("told", repository, Map.of("command", "true"), Map.of("notifiers", List.of(notifier)));

        assertThat(page("/settings/notifiers").text()).contains(">hooks<", "Send a test");
        var tested = send("/settings/notifiers/told/test", Map.of());
        assertThat(tested.status()).isEqualTo(200);
        assertThat(tested.text()).contains(">hooks<", "private");
        assertThat(page("/settings/deliveries?state=dead").status()).isEqualTo(200);
        assertThat(page("/settings/deliveries/4711").status()).isEqualTo(404);
    }

    @Test
    void automation_saysWhatComesNext_andWhatHoldsIt() throws Exception {
        var auto = Map.of("staging", Map.of("auto", Map.of("on", "push", "ref", "nosuch")));
        client.app("automatic", repository, Map.of("command", "true"), Map.of("environments", auto));
        client.put("/api/0/apps/automatic/envs/staging/auto/", Map.of("mode", "paused", "reason", "<audit>"));

        assertThat(page("/automation").text())
                .contains("automatic/staging", "on push to nosuch", "paused", "by admin: &lt;audit&gt;");
        becomeReaderOf("other");
        assertThat(page("/automation").text()).doesNotContain("automatic/staging");
    }
}
