package dev.waybill.web.newdeploy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.SharedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The page on which people request deploys, by its forms alone, as without JavaScript. */
class NewDeployPagesTest extends SharedServer {
    private static final Pattern HIDDEN =
            Pattern.compile("<input type=\"hidden\" name=\"([a-z_]+)\" value=\"([^\"]*)\">");

    private Browser browser;
    private String cookie;

    @BeforeAll
    void signIn() throws Exception {
        browser = Browser.at(server);
        cookie = browser.signIn(server.token());
    }

    private String page(String path) throws Exception {
        var answer = browser.get(path, cookie);
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
        return answer.text();
    }

    /** The page once the repository has told it the commit, for which a page does not wait long. */
    private String resolved(String path) throws Exception {
        var page = page(path);
        while (!page.contains("name=\"expected_sha\"")) {
            Pause.briefly();
            page = page(path);
        }
        return page;
    }

    /** What the form of a page sends by itself. */
    private static Map<String, String> form(String page) {
        var fields = new HashMap<String, String>();
        HIDDEN.matcher(page).results().forEach(field -> fields.put(field.group(1), field.group(2)));
        return fields;
    }

    private Client.Answer send(String app, String as, Map<String, String> fields) throws Exception {
        return browser.send(browser.form("/apps/%s/production/deploy".formatted(app), fields)
                .header("Cookie", as));
    }

    private void app(String name, Map<String, ?> more) throws Exception {
        client.app(name, repository, Map.of("command", "true"), more);
        client.post(
                "/api/0/apps/%s/envs/production/record/".formatted(name),
                Map.of("sha", repository.git("rev-parse", "HEAD")));
    }

    private int deploys(String app) throws Exception {
        return client.get("/api/0/deploys/?app=" + app).json().size();
    }

    @Test
    void deploy_isRequested_asItWasSeen() throws Exception {
        app("shop", Map.of("mark", Map.of("migration", List.of("*.sql"))));
        var sha = repository.commit("0142_stock.sql", "create");
        repository.git("tag", "v1.0.0");

        var page = resolved("/apps/shop/production/deploy?ref=main");

        assertThat(page)
                .contains(
                        "Deploy 1 commit to production",
                        "Change 0142_stock.sql",
                        "1\u00a0migration",
                        "Nothing holds it",
                        "<option value=\"v1.0.0\">",
                        "waybill deploy shop:main to production --expect-live");
        var fields = form(page);
        assertThat(fields).containsEntry("expected_sha", sha).doesNotContainKey("queue");
        fields.put("reason", "stock <b>");
        var done = send("shop", cookie, fields);
        assertThat(done.status()).as(done.text()).isEqualTo(303);
        assertThat(done.response().headers().firstValue("Location")).hasValue("/apps/shop/production/2");
        assertThat(send("shop", cookie, fields).response().headers().firstValue("Location"))
                .hasValue("/apps/shop/production/2"); // a second click
        assertThat(client.get("/api/0/deploys/?app=shop").text()).contains("stock <b>");
        assertThat(deploys("shop")).isEqualTo(2);
    }

    @Test
    void deploy_isNotRequested_ifTheWorldHasMoved() throws Exception {
        app("moving", Map.of());
        repository.commit("first", "1");
        var fields = form(resolved("/apps/moving/production/deploy?ref=main"));
        repository.git("commit", "--quiet", "--allow-empty", "--message", "Meanwhile");
        fields.put("reason", "kept <i>");

        var moved = send("moving", cookie, fields);

        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.text())
                .contains(
                        "Nothing was started",
                        "Meanwhile",
                        "Deploy 2 commits to production",
                        "kept &lt;i&gt;</textarea>");
        assertThat(form(moved.text())).containsEntry("expected_sha", repository.git("rev-parse", "HEAD"));
        assertThat(deploys("moving")).isEqualTo(1);
        fields = form(moved.text());
        fields.put("expected_live", "0".repeat(40));
        assertThat(send("moving", cookie, fields).status()).isEqualTo(409);
    }

    @Test
    void promotion_isOfWhatIsLiveInItsSource_andTheDeployTellsIt() throws Exception {
        app("promoted", Map.of("environments", Map.of("staging", Map.of(), "production", Map.of())));
        var sha = repository.commit("promoted", "1");
        var record = "/api/0/apps/promoted/envs/staging/record/";
        client.post(record, Map.of("sha", sha, "ref", "main"));
        var page = resolved("/apps/promoted/production/deploy?from=staging");
        var before = form(page);
        client.post(record, Map.of("sha", repository.commit("promoted", "2"), "ref", "main"));

        var moved = send("promoted", cookie, before);

        assertThat(page)
                .contains(
                        "<h1>Promote promoted from staging to production</h1>",
                        "waybill promote promoted staging to production");
        assertThat(before).containsEntry("expected_sha", sha).containsEntry("from", "staging");
        assertThat(moved.status()).isEqualTo(409);
        assertThat(moved.text()).contains("Promote 2 commits to production", "live in staging");
        assertThat(send("promoted", cookie, form(moved.text())).status()).isEqualTo(303);
        assertThat(page("/apps/promoted/production/2")).contains("promoted from promoted/staging#2");
    }

    @Test
    void promotion_isAnOrdinaryDeploy_ifNothingIsLiveInItsSource() throws Exception {
        app("alone", Map.of("environments", Map.of("staging", Map.of(), "production", Map.of())));

        for (var source : List.of("staging", "production", "nosuch")) {
            assertThat(form(page("/apps/alone/production/deploy?from=" + source)))
                    .doesNotContainKey("from")
                    .containsEntry("ref", "main");
        }
    }

    @Test
    void deploy_isQueued_whileSomebodyHoldsALock() throws Exception {
        app("held", Map.of());
        repository.commit("held", "1");
        var before = form(resolved("/apps/held/production/deploy?ref=main"));
        var ann = client.post(
                "/api/0/tokens/", Map.of("name", "locks", "user", "ann", "rights", List.of("read", "lock")));
        new Client(server.url(), ann.json().get("token").asString())
                .put("/api/0/apps/held/envs/production/lock/", Map.of("reason", "db migration", "for", "1h"));

        var refused = send("held", cookie, before);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("is locked by ann", "Queue 1 commit for production", "One thing holds it");
        assertThat(deploys("held")).isEqualTo(1);
        assertThat(send("held", cookie, form(refused.text())).status()).isEqualTo(303);
        assertThat(deploys("held")).isEqualTo(2);
    }

    @Test
    void mistakes_areAtTheirFields_andWhatWasTypedStays() throws Exception {
        app("asking", Map.of("parameters", Map.of("count", Map.of("type", "number", "required", true))));
        var fields = form(page("/apps/asking/production/deploy?ref=main"));
        fields.put("param.count", "many");

        var wrong = send("asking", cookie, fields);

        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("must be a number", "value=\"many\"");
        fields.put("param.count", "3");
        fields.put("force", "1");
        assertThat(send("asking", cookie, fields).text()).contains("say why the checks do not count");
        assertThat(page("/apps/asking/production/deploy?ref=no-such"))
                .contains("has no branch, tag or commit \"no-such\"", "Name a branch, a tag or a commit first");
        assertThat(deploys("asking")).isEqualTo(1);
    }

    @Test
    void otherTasks_haveTheSamePage() throws Exception {
        client.app("serving", repository, Map.of("command", "true", "tasks", Map.of("restart", "true")));
        client.post("/api/0/apps/serving/envs/production/record/", Map.of("sha", repository.git("rev-parse", "HEAD")));

        var page = page("/apps/serving/production/deploy?task=restart");

        assertThat(page).contains("Run restart in production", "--task restart");
        assertThat(page("/apps/serving")).contains("deploy?task=restart");
        assertThat(send("serving", cookie, form(page)).status()).isEqualTo(303);
        assertThat(client.get("/api/0/deploys/?app=serving").text()).contains("restart");
        assertThat(browser.get("/apps/serving/production/deploy?task=stop", cookie)
                        .status())
                .isEqualTo(404);
    }

    @Test
    void readers_andOtherSites_requestNothing() throws Exception {
        app("guarded", Map.of());
        var made = client.post("/api/0/tokens/", Map.of("name", "r", "user", "rita", "rights", List.of("read")));
        var reader = browser.signIn(made.json().get("token").asString());
        var page =
                browser.get("/apps/guarded/production/deploy?ref=main", reader).text();

        assertThat(page).contains("lacks the permission", "<button class=\"primary\" disabled");
        assertThat(send("guarded", reader, form(page)).status()).isEqualTo(403);
        var foreign = browser.bareForm("/apps/guarded/production/deploy", form(page))
                .header("Cookie", cookie)
                .header("Origin", "https://evil.example.com")
                .header("Sec-Fetch-Site", "cross-site");
        assertThat(browser.send(foreign).status()).isEqualTo(403);
        assertThat(deploys("guarded")).isEqualTo(1);
    }
}
