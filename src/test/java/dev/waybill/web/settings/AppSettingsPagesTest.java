package dev.waybill.web.settings;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppSettingsPagesTest extends SharedServer {
    private static final String DEFAULT = "f.default_environment";
    private static final Map<String, ?> PLACES = Map.of(
            "environments",
            Map.of("staging", Map.of("auto", Map.of("on", "push")), "production", Map.of()),
            "variables",
            Map.of("GREETING", "</textarea><script>alert(1)</script> مرحبا"));

    private String cookie = "";

    @BeforeEach
    void signIn() throws Exception {
        cookie = Browser.at(server).signIn(server.token());
    }

    private Sent settings(String app) throws Exception {
        client.app(app, repository, Map.of("command", "true"), PLACES);
        return open(app);
    }

    private Sent open(String app) throws Exception {
        return Sent.of(Browser.at(server), cookie, "/apps/%s/settings".formatted(app));
    }

    private Client.Answer page(String path) throws Exception {
        return Browser.at(server).get(path, cookie);
    }

    private String signedInWith(String... rights) throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", "some", "rights", List.of(rights)));
        return Browser.at(server).signIn(made.json().get("token").asString());
    }

    private String config(String app) throws Exception {
        return client.get("/api/0/apps/%s/".formatted(app)).text();
    }

    @Test
    void change_isPlannedFirst_thenApplied() throws Exception {
        var form = settings("planned");

        var plan = form.with(DEFAULT, "staging")
                .with("f.environments.staging.auto.on", "")
                .send();

        assertThat(plan.status()).isEqualTo(200);
        assertThat(plan.text())
                .contains("Plan: 2 changes", "Apply 2 changes", "was push", "at once")
                .contains(">environments.staging.auto<")
                .doesNotContain("<script>alert");
        assertThat(config("planned")).contains("\"defaultEnvironment\":null");
        var applied = form.apply(plan);
        assertThat(applied.status()).isEqualTo(303);
        assertThat(config("planned"))
                .contains("\"defaultEnvironment\":\"staging\"", "<script>alert(1)", "\"version\":2")
                .doesNotContain("push");
    }

    @Test
    void yaml_isPlannedAsWell_togetherWithFields() throws Exception {
        var form = settings("written");

        var plan = form.with(DEFAULT, "staging")
                .replacing("yaml", "command: 'true'", "command: make deploy")
                .send();

        assertThat(plan.text()).contains("Plan: 2 changes", "from the next request on");
        assertThat(form.apply(plan).status()).isEqualTo(303);
        assertThat(config("written")).contains("make deploy", "\"defaultEnvironment\":\"staging\"");
    }

    @Test
    void mistakes_areToldAtOnce_andWhatWasTypedStays() throws Exception {
        var form = settings("wrong");

        var answer = form.with(DEFAULT, "No such")
                .with("f.checks", "[}")
                .replacing("yaml", "environments:", "enviroments:")
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text())
                .contains("3 mistakes; nothing was changed", "cannot be a name", "did you mean environments?", "[}")
                .containsPattern("line [0-9]+, enviroments: unknown");
        assertThat(form.next(answer).fields()).containsEntry(DEFAULT, "No such");
        var unreadable = form.with("yaml", "wrong:\n\tx: 1").send();
        assertThat(unreadable.status()).isEqualTo(422);
        assertThat(unreadable.text()).contains("line 2: is indented with a tab", "No such");
    }

    @Test
    void planOfAnOlderVersion_isNotApplied_untilSomebodySawTheNewOne() throws Exception {
        var form = settings("moving");
        var plan = form.with(DEFAULT, "staging").send();
        client.put("/api/0/apps/moving/", Map.of("grace", 5));

        var answer = form.apply(plan);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.text()).contains("Others have changed moving meanwhile", "Plan: 1 change");
        assertThat(form.apply(answer).status()).isEqualTo(303);
        assertThat(config("moving")).contains("\"defaultEnvironment\":\"staging\"", "\"grace\":5", "\"version\":3");
    }

    @Test
    void whatWasTypedAfterThePlan_isNotApplied() throws Exception {
        var form = settings("typing");
        var plan = form.with(DEFAULT, "staging").send();

        var answer = form.next(plan)
                .with(DEFAULT, "production")
                .with("planned", Sent.planned(plan))
                .send();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("You have changed more since you saw the plan", "Apply 1 change");
        assertThat(config("typing")).contains("\"defaultEnvironment\":null");
    }

    @Test
    void reader_seesTheSettings_andWhyTheyAreReadOnly() throws Exception {
        var form = settings("seen");
        cookie = signedInWith("read");

        var page = page("/apps/seen/settings");

        assertThat(page.text())
                .contains("Read only:", "lacks the permission \"configure\"", "readonly")
                .doesNotContain("Show the plan");
        assertThat(page("/apps/seen/settings/remove").text()).contains("It cannot be removed", "disabled");
        var sent = new Sent(form.browser(), cookie, form.path(), form.fields());
        assertThat(sent.with(DEFAULT, "staging").send().status()).isEqualTo(403);
        assertThat(new Sent(form.browser(), cookie, "/apps/seen/settings/remove", Map.of("name", "seen"))
                        .send()
                        .status())
                .isEqualTo(403);
    }

    @Test
    void secretOfTheServer_needsAnAdmin_hereToo() throws Exception {
        settings("secret");
        cookie = signedInWith("configure");

        var answer =
                open("secret").with("f.secrets", "TOKEN: {env: SHOP_TOKEN}").send();

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("lacks the permission", "SHOP_TOKEN");
        assertThat(config("secret")).doesNotContain("SHOP_TOKEN");
    }

    @Test
    void versions_sayWhoChangedWhat_andAreRestored() throws Exception {
        settings("old");
        client.put("/api/0/apps/old/", Map.of("grace", 5));

        assertThat(page("/apps/old/settings/versions").text())
                .contains("Version 2", ">grace<", "admin", "restore=1\"")
                .doesNotContain("restore=2\"");
        var restored = page("/apps/old/settings?restore=1");
        assertThat(restored.text()).contains("Plan: 1 change");
        assertThat(open("old").apply(restored).status()).isEqualTo(303);
        assertThat(config("old")).contains("\"grace\":null", "\"version\":3");
        assertThat(page("/apps/old/settings?restore=9").status()).isEqualTo(404);
    }

    @Test
    void app_isRemoved_onceItsNameWasTyped() throws Exception {
        client.app("gone", repository, "true");
        var path = "/apps/gone/settings/remove";

        assertThat(new Sent(Browser.at(server), cookie, path, Map.of("name", "done"))
                        .send()
                        .status())
                .isEqualTo(422);
        assertThat(new Sent(Browser.at(server), cookie, path, Map.of("name", "gone"))
                        .send()
                        .status())
                .isEqualTo(303);
        assertThat(page("/apps/gone/settings").status()).isEqualTo(404);
    }

    @Test
    void formOfAnotherSite_isRefused() throws Exception {
        settings("foreign");
        var form = Browser.at(server)
                .bareForm("/apps/foreign/settings/remove", Map.of("name", "foreign"))
                .header("Origin", "https://evil.example")
                .header("Cookie", cookie);

        assertThat(Browser.at(server).send(form).status()).isEqualTo(403);
    }
}
