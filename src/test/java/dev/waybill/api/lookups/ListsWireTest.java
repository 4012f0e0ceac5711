package dev.waybill.api.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.WireFixture;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What answers lists, and what else old pages asked for. */
class ListsWireTest extends WireFixture {
    private static final String DEPLOYS = "/api/0/deploys/";

    @TestFactory
    Stream<DynamicTest> lists_areFilteredAndPaged() {
        return asked(List.of(
                Case.get(DEPLOYS, 200, "'status':'finished'"),
                Case.get("/api/0/tasks", 200, "web/production#1"),
                Case.get("/api/0/tasks/?status=pending&status=in_progress", 200, "[]"),
                Case.get("/api/0/tasks/?status=pending&status=finished", 200, "web/production#1"),
                Case.get(
                        DEPLOYS + "?app=web&env=production&user=admin&ref=main&status=finished",
                        200,
                        "web/production#1"),
                Case.get(DEPLOYS + "?app=&env=&user=&ref=&status=&limit=&cursor=", 200, "web/production#1"),
                Case.get(DEPLOYS + "?app=nosuch", 200, "[]"),
                Case.get(DEPLOYS + "?env=nosuch", 200, "[]"),
                Case.get(DEPLOYS + "?user=nosuch", 200, "[]"),
                Case.get(DEPLOYS + "?ref=nosuch", 200, "[]"),
                Case.get(DEPLOYS + "?app=web&ref=mai", 200, "[]"),
                Case.get(DEPLOYS + "?app=%00", 400, "NUL"),
                Case.get(DEPLOYS + "?status=done", 400, "'message':{'status':"),
                Case.get(DEPLOYS + "?status=finished&status=Finished", 400, "'message':{'status':"),
                Case.get(DEPLOYS + "?limit=100", 200, "web/production#1"),
                Case.get(DEPLOYS + "?limit=101", 400, "'message':{'limit':"),
                Case.get(DEPLOYS + "?limit=0", 400, "'message':{'limit':"),
                Case.get(DEPLOYS + "?limit=-1", 400, "'message':{'limit':"),
                Case.get(DEPLOYS + "?limit=x", 400, "'message':{'limit':"),
                Case.get(DEPLOYS + "?cursor=x", 400, "'message':{'cursor':"),
                Case.get(DEPLOYS + "?cursor=-1", 400, "'message':{'cursor':"),
                Case.get(DEPLOYS + "?cursor=9223372036854775808", 400, "'message':{'cursor':"),
                Case.get(DEPLOYS + "?cursor=9223372036854775807", 200, "web/production#1"),
                Case.get(DEPLOYS + "?cursor=1", 200, "[]"),
                Case.get(DEPLOYS + "?cursor=0", 200, "[]"),
                Case.get(DEPLOYS, 200, "web/production#1").as(Who.READER),
                Case.get(DEPLOYS, 200, "[]").as(Who.STRANGER),
                Case.get("/api/0/events/?limit=101", 400, "'message':{'limit':"),
                Case.get("/api/0/events/?cursor=x", 400, "'message':{'cursor':"),
                Case.get("/api/0/events/?kind=nosuch", 200, "[]"),
                Case.get("/api/0/deploy-stats/?app=web", 200, ",1]]"),
                Case.get("/api/0/deploy-stats", 200, ",1]]").as(Who.READER),
                Case.get("/api/0/deploy-stats/?app=web", 404, "'invalid_resource'")
                        .as(Who.STRANGER),
                Case.get("/api/0/deploy-stats/?app=nosuch", 404, "'error_name':'invalid_resource'"),
                Case.get("/api/0/config/", 201, "'SENTRY_PUBLIC_DSN':null"),
                Case.get("/api/0/config", 201, "'VERSION':'").as(Who.READER)));
    }

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
