package dev.waybill.api.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.ApiFixture;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What happened, as a list and as a stream. */
@Tag("processes")
class EventRoutesTest extends ApiFixture {
    private void deployTwoApps() throws Exception {
        for (var app : List.of("shop", "blog")) {
            client.app(app, repository, "true");
            client.awaitEnd(client.deploy(app, ""));
        }
    }

    @Test
    void list_isNewestFirst_pagedAndFiltered() throws Exception {
        deployTwoApps();

        var all = client.get("/api/0/events/").json();
        var first = client.get("/api/0/events/?limit=3");
        var next =
                first.response().headers().firstValue("Link").orElseThrow().replaceFirst("<[^/]*//[^/]*(.*)>.*", "$1");
        var ofShop = client.get("/api/0/events/?app=shop&kind=deploy.finished").json();

        assertThat(kinds(all)).startsWith("deploy.finished").endsWith("app.created");
        assertThat(all.get(0).get("deploy").get("name").asString()).isEqualTo("blog/production#1");
        assertThat(all.get(0).get("app").get("name").asString()).isEqualTo("blog");
        assertThat(all.get(0).get("user").get("name").asString()).isEqualTo("admin");
        assertThat(ids(first.json())).isEqualTo(ids(all).subList(0, 3));
        assertThat(ids(client.get(next).json())).isEqualTo(ids(all).subList(3, 6));
        assertThat(ofShop).hasSize(1);
        assertThat(ofShop.get(0).get("data").get("outcome").asString()).isEqualTo("succeeded");
        assertThat(client.get("/api/0/events/?env=staging").text()).isEqualTo("[]");
    }

    @Test
    void list_holdsWhatTheTokenMayRead() throws Exception {
        deployTwoApps();
        var ofShop = with(Map.of("name", "s", "rights", List.of("read"), "apps", List.of("shop")));

        var events = ofShop.get("/api/0/events/").json();

        assertThat(kinds(events)).contains("app.created", "deploy.requested", "deploy.started", "deploy.finished");
        assertThat(events.toString()).doesNotContain("blog", "token.created");
        assertThat(client.get("/api/0/events/").text()).contains("token.created");
    }

    @Test
    void event_keepsTheNamesOfItsTime_whenWhatItIsAboutIsRemoved() throws Exception {
        client.app("shop", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        client.delete("/api/0/apps/shop/");

        var ofShop = client.get("/api/0/events/?app=shop").json();

        assertThat(kinds(ofShop))
                .containsExactly("app.deleted", "deploy.finished", "deploy.started", "deploy.requested", "app.created");
        assertThat(ofShop.get(1).get("deploy").get("name").asString()).isEqualTo("shop/production#1");
        assertThat(ofShop.get(0).get("app").get("name").asString()).isEqualTo("shop");
    }

    @Test
    void list_ofAnApp_goesBackBehindItsRename() throws Exception {
        client.app("before", repository, "true");
        client.put("/api/0/apps/before/", Map.of("name", "after"));

        assertThat(kinds(client.get("/api/0/events/?app=after").json())).containsExactly("app.changed", "app.created");
        assertThat(kinds(client.get("/api/0/events/?app=before").json())).containsExactly("app.created");
    }

    @Test
    void stream_goesOnWhereItWasCutOff_andShowsWhatTheTokenMayRead() throws Exception {
        var ofShop = with(Map.of("name", "s", "rights", List.of("read"), "environments", List.of("production")));
        deployTwoApps();
        var known = ids(client.get("/api/0/events/?limit=100")
                .json()
                .valueStream()
                .filter(event -> !event.get("app").isNull())
                .toList());

        try (var whole = ofShop.events("/api/0/events/?after=0", "");
                var rest = ofShop.events("/api/0/events/?after=0", known.get(2));
                var ofBlog = ofShop.events("/api/0/events/?after=0&app=blog&kind=deploy.finished", "")) {
            var lines = whole.limit(3L * known.size()).toList();

            assertThat(lines.stream().filter(line -> line.startsWith("id: ")).map(line -> line.substring(4)))
                    .containsExactlyElementsOf(known.reversed());
            assertThat(rest.limit(3).toList().getFirst()).isEqualTo("id: " + known.get(1));
            var event = ofBlog.limit(3).toList();
            assertThat(event.get(1)).isEqualTo("event: deploy.finished");
            assertThat(JsonMapper.shared()
                            .readTree(event.get(2).substring(6))
                            .get("app")
                            .get("name")
                            .asString())
                    .isEqualTo("blog");
        }
    }

    /** More than the server reads at once, and nothing happens that would wake it. */
    @Test
    void stream_showsAllThatHappened_howeverMuchItWas() throws Exception {
        for (var i = 0; i < 250; i++) {
            with(Map.of("name", "t" + i, "rights", "read"));
        }

        try (var stream = client.events("/api/0/events/?after=0&kind=token.created", "")) {
            assertThat(stream.filter(line -> line.startsWith("id: ")).limit(250))
                    .hasSize(250);
        }
    }

    @Test
    void stream_showsWhatHappens_asItHappens() throws Exception {
        client.app("shop", repository, "true");

        try (var stream = client.events("/api/0/events/?kind=deploy.finished", "")) {
            var deploy = client.deploy("shop", "");
            var seen = stream.limit(3).toList();

            assertThat(seen.get(2))
                    .contains("\"id\":\"%s\"".formatted(deploy.get("id").asString()));
        }
    }

    private static List<String> kinds(JsonNode events) {
        return events.valueStream().map(event -> event.get("kind").asString()).toList();
    }

    private static List<String> ids(Iterable<JsonNode> events) {
        var ids = new ArrayList<String>();
        events.forEach(event -> ids.add(event.get("id").asString()));
        return ids;
    }
}
