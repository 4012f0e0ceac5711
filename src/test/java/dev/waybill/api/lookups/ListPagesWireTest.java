package dev.waybill.api.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.WireFixture;
import java.net.URI;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How long a list is, and where it goes on. */
class ListPagesWireTest extends WireFixture {
    @Test
    void list_isPaged_byItsLinks() throws Exception {
        client.app("paged", repository, "true");
        for (var i = 0; i < 5; i++) {
            client.deploy("paged", "");
        }
        var pages = new ArrayList<Integer>();
        var path = "/api/0/tasks?app=paged&user=&status=pending&status=in_progress&status=finished&limit=2";
        var links = new ArrayList<String>();
        while (!path.isEmpty()) {
            var page = client.get(path);
            page.json()
                    .valueStream()
                    .forEach(deploy -> pages.add(deploy.get("number").asInt()));
            path = page.response()
                    .headers()
                    .firstValue("Link")
                    .map(link -> {
                        links.add(link);
                        var next = URI.create(link.substring(1, link.indexOf('>')));
                        return next.getPath() + "?" + next.getRawQuery();
                    })
                    .orElse("");
        }

        assertThat(pages).containsExactly(5, 4, 3, 2, 1);
        assertThat(links).hasSize(2);
        assertThat(links.getLast())
                .startsWith("<" + server.url() + "/api/0/tasks?app=paged&user=&status=pending&status=in_progress&")
                .containsOnlyOnce("cursor=")
                .endsWith(">; rel=\"next\"");
    }

    @Test
    void list_has25OnAPage_unlessALimitSaysOtherwise() throws Exception {
        client.app("many", repository, "true");
        for (var i = 0; i < 26; i++) {
            client.deploy("many", "");
        }

        var first = client.get("/api/0/deploys/?app=many");
        var all = client.get("/api/0/deploys/?app=many&limit=26");

        assertThat(first.json()).hasSize(25);
        assertThat(first.response().headers().firstValue("Link").orElseThrow()).contains("/?app=many&cursor=");
        assertThat(all.json()).hasSize(26);
        assertThat(all.response().headers().firstValue("Link")).isEmpty();
    }

    @Test
    void apps_areSortedByName_andNotPaged() throws Exception {
        for (var i = 0; i < 110; i++) {
            client.post(
                    "/api/0/apps/",
                    Map.of(
                            "name",
                            "z%d".formatted(i * 37 % 110),
                            "repository",
                            "/nowhere",
                            "provider",
                            "shell",
                            "deploy",
                            "true"));
        }

        var answer = client.get("/api/0/apps/");
        var names = answer.json()
                .valueStream()
                .map(app -> app.get("name").asString())
                .toList();

        assertThat(names).hasSizeGreaterThan(110).isSorted();
        assertThat(answer.response().headers().firstValue("Link")).isEmpty();
        assertThat(answer.json().get(0).propertyNames())
                .containsExactlyInAnyOrder("id", "name", "environments", "repository", "changeLabels", "lockedReason");
    }
}
