package dev.waybill.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Each user sees the apps with their own stars first. Run on both databases. */
abstract class StarsContract extends SharedServer {
    private Browser browser;

    @BeforeAll
    void begin() throws Exception {
        browser = Browser.at(server);
        for (var name : List.of("api", "shop", "web")) {
            client.app(name, repository, "true");
        }
    }

    private String user(String name, String apps) throws Exception {
        var token = Map.of("name", name, "user", name, "rights", List.of("read"), "apps", apps);
        var made = client.post("/api/0/tokens/", token);
        return browser.signIn(made.json().get("token").asString());
    }

    private String page(String path, String cookie) throws Exception {
        return browser.get(path, cookie).text();
    }

    private Client.Answer send(String cookie, Map<String, String> fields) throws Exception {
        return browser.send(browser.form("/stars", fields).header("Cookie", cookie));
    }

    @Test
    void starredApp_isFirst_forWhoStarredIt() throws Exception {
        var ann = user("ann", "api,shop,web");
        var bob = user("bob", "api,shop,web");
        assertThat(page("/", ann)).contains("title=\"Star web\"").doesNotContain("?only=starred");

        var done = send(ann, Map.of("star", "web", "back", "/?q=&only=look"));
        send(ann, Map.of("star", "web")); // a second click

        assertThat(done.status()).isEqualTo(303);
        assertThat(done.response().headers().firstValue("Location")).hasValue("/?q=&only=look");
        assertThat(page("/", ann))
                .containsSubsequence("id=\"app-web\"", "id=\"app-api\"", "id=\"app-shop\"")
                .contains("Starred <span class=\"count\">1</span>", "Remove the star of web");
        assertThat(page("/?only=starred", ann)).contains("id=\"app-web\"").doesNotContain("id=\"app-api\"");
        assertThat(page("/find", ann)).containsSubsequence("href=\"/apps/web\"", "href=\"/apps/api\"");
        assertThat(page("/", bob)).containsSubsequence("id=\"app-api\"", "id=\"app-shop\"", "id=\"app-web\"");
    }

    @Test
    void star_isTakenOff_onThePageOfItsApp() throws Exception {
        var carl = user("carl", "api,shop,web");
        send(carl, Map.of("star", "shop"));
        assertThat(page("/apps/shop", carl)).contains("Remove the star of shop", "name=\"back\" value=\"/apps/shop\"");

        var done = send(carl, Map.of("unstar", "shop", "back", "/apps/shop"));

        assertThat(done.response().headers().firstValue("Location")).hasValue("/apps/shop");
        assertThat(page("/apps/shop", carl)).contains("title=\"Star shop\"");
        assertThat(page("/?only=starred", carl)).contains("No app has a star of yours");
    }

    @Test
    void star_isRefused_onAnAppThatSomebodyMayNotRead() throws Exception {
        var dora = user("dora", "api");

        assertThat(send(dora, Map.of("star", "shop")).status()).isEqualTo(404);
        assertThat(send(dora, Map.of("star", "nosuch")).status()).isEqualTo(404);
    }

    @Test
    void star_leadsBackToPagesOfThisServer_only() throws Exception {
        var eve = user("eve", "api,shop,web");

        for (var elsewhere : List.of("//evil.example.com/", "https://evil.example.com/", "/\\evil.example.com")) {
            var done = send(eve, Map.of("star", "api", "back", elsewhere));
            assertThat(done.response().headers().firstValue("Location")).hasValue("/");
        }
    }

    @Test
    void star_goesWithItsApp() throws Exception {
        client.app("brief", repository, "true");
        var fay = user("fay", "brief,api");
        send(fay, Map.of("star", "brief"));

        assertThat(client.delete("/api/0/apps/brief/").status()).isBetween(200, 204);

        assertThat(page("/", fay)).contains("id=\"app-api\"").doesNotContain("?only=starred");
    }
}
