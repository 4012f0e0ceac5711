package dev.waybill.web.locks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class LockPagesTest extends SharedServer {
    private Client.Answer get(String path, String cookie) throws Exception {
        return Browser.at(server).get(path, cookie);
    }

    private Client.Answer post(String path, Map<String, String> fields, String cookie) throws Exception {
        return Browser.at(server).send(Browser.at(server).form(path, fields).header("Cookie", cookie));
    }

    private String signIn(String user, String... rights) throws Exception {
        var made = client.post("/api/0/tokens/", Map.of("name", "t", "user", user, "rights", List.of(rights)));
        return Browser.at(server).signIn(made.json().get("token").asString());
    }

    private static Map<String, String> wish(String app, Map<String, String> more) {
        var fields = new HashMap<>(Map.of("app", app, "reason", "db migration", "time", "1h", "kind", "hard"));
        fields.putAll(more);
        return fields;
    }

    /** The path of the forms of the lock whose reason is in a page. */
    private String forms(String app, String cookie) throws Exception {
        var row = Pattern.compile(
                        "<li id=\"lock-(\\d+)\" class=\"locked\">(?:(?!</li>).)*?\\b%s\\b".formatted(app),
                        Pattern.DOTALL)
                .matcher(get("/locks", cookie).text());
        assertThat(row.find()).isTrue();
        return "/locks/%s/".formatted(row.group(1));
    }

    @Test
    void lock_isAcquired_extended_handedOver_andReleased() throws Exception {
        client.app("shop", repository, "true");
        var ann = signIn("ann", "lock", "deploy");

        assertThat(get("/apps/shop/production/lock", ann).text())
                .contains("<option value=\"shop\" selected", "value=\"production\"");
        var taken = post("/lock", wish("shop", Map.of("environment", "production")), ann);
        assertThat(taken.status()).isEqualTo(303);
        var forms = forms("shop", ann);
        assertThat(get("/locks", ann).text()).contains("db migration", "Hand over…", "Extend 1 h");
        var before = lock("shop").get("expires").asString();

        assertThat(post(forms + "extend", Map.of("holder", "ann"), ann).status())
                .isEqualTo(303);
        assertThat(lock("shop").get("expires").asString()).isGreaterThan(before);

        assertThat(post(forms + "hand-over", Map.of("to", "bob"), ann).status()).isEqualTo(303);
        assertThat(lock("shop").get("holder").asString()).isEqualTo("bob");
        assertThat(get("/locks", ann).text()).contains("Ask…", "Steal…").doesNotContain(forms + "release");
        assertThat(post(forms + "release", Map.of(), ann).status()).isEqualTo(403);

        var operator = signIn("olu", "lock", "override");
        assertThat(get(forms + "release", operator).text()).contains("<button class=\"danger\">Release");
        assertThat(post(forms + "release", Map.of("holder", "ann"), operator).status())
                .isEqualTo(409);
        assertThat(post(forms + "release", Map.of("holder", "bob"), operator).status())
                .isEqualTo(303);
        assertThat(get(forms + "ask", ann).status()).isEqualTo(404);
    }

    private JsonNode lock(String app) throws Exception {
        return client.get("/api/0/locks/")
                .json()
                .valueStream()
                .filter(lock -> lock.get("app").asString().equals(app))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void lock_isStolen_withAReason() throws Exception {
        client.app("stolen", repository, "true");
        var ann = signIn("ann", "lock");
        var bob = signIn("bob", "lock");
        post("/lock", wish("stolen", Map.of("reason", "<script>alert(1)")), ann);

        var refused = post("/lock", wish("stolen", Map.of("reason", "mine now")), bob);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("stolen is locked by ann", "Steal it…", "value=\"mine now\"");
        var forms = forms("stolen", bob);
        assertThat(get(forms + "ask", bob).text()).contains("@ann can I have the lock on stolen");
        assertThat(get(forms + "steal", bob).text())
                .contains("Steal the lock on stolen from ann", "&lt;script&gt;")
                .doesNotContain("<script>alert");
        assertThat(post(forms + "steal", Map.of("holder", "ann"), bob).text()).contains("Say why");
        assertThat(post(forms + "steal", Map.of("holder", "ann", "reason", "urgent"), bob)
                        .status())
                .isEqualTo(303);
        assertThat(lock("stolen").get("holder").asString()).isEqualTo("bob");
    }

    @Test
    void form_isShownAgain_withWhatIsWrong() throws Exception {
        client.app("wrong", repository, "true");
        var ann = signIn("ann", "lock");

        var answer = post("/lock", Map.of("time", "custom", "for", "soon", "app", "wrong"), ann);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.text()).contains("Say why", "Use a duration such as", "value=\"soon\"");
        assertThat(post("/lock", wish("", Map.of()), ann).text()).contains("Choose an app, or all of them");
        assertThat(post("/lock", wish("wrong", Map.of("time", "custom", "for", "3000d")), ann)
                        .text())
                .contains("must be at most");
        assertThat(post("/lock", wish("wrong", Map.of("environment", "no such!")), ann)
                        .text())
                .contains("wrong has no environment");
    }

    @Test
    void freeze_isShown_withTheWeek() throws Exception {
        var admin = Browser.at(server).signIn(server.token());

        post("/lock", wish("*", Map.of("environment", "canary", "time", "tonight", "zone", "Europe/Berlin")), admin);

        assertThat(get("/locks", admin).text())
                .contains("1 freeze", "of all apps", "Freezes, the next seven days", "#snowflake");
        client.delete("/api/0/locks/environments/canary/");
    }

    @Test
    void readOnly_seesWhyNothingCanBeDone_andIsRefused() throws Exception {
        client.app("read", repository, "true");
        client.put("/api/0/apps/read/lock/", Map.of("reason", "audit"));
        var reader = signIn("eve", "read");

        assertThat(get("/locks", reader).text())
                .contains("You lack the permission “lock”")
                .containsPattern("disabled title=\"The token [^\"]* lacks the permission");
        var forms = forms("read", reader);
        assertThat(get("/lock", reader).status()).isEqualTo(403);
        assertThat(post("/lock", wish("read", Map.of()), reader).status()).isEqualTo(403);
        assertThat(post(forms + "release", Map.of(), reader).status()).isEqualTo(403);
        assertThat(post(forms + "steal", Map.of("reason", "mine"), reader).status())
                .isEqualTo(403);
    }

    @Test
    void form_ofAnotherSite_isRefused() throws Exception {
        var admin = Browser.at(server).signIn(server.token());

        var answer = Browser.at(server)
                .send(Browser.at(server)
                        .bareForm("/lock", wish("*", Map.of()))
                        .header("Origin", "https://evil.example")
                        .header("Cookie", admin));

        assertThat(answer.status()).isEqualTo(403);
        assertThat(client.get("/api/0/locks/").text()).doesNotContain("everything");
    }
}
