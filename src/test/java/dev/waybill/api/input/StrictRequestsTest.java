package dev.waybill.api.input;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.RawHttp;
import dev.waybill.api.WireFixture;
import dev.waybill.api.routes.Route;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What could be understood in two ways, or not at all, is refused instead of guessed at. */
class StrictRequestsTest extends WireFixture {
    /** Its bytes in UTF-8, one character each. */
    private static final String BYTE_ORDER_MARK = "\u00ef\u00bb\u00bf";

    private static final String LATIN = "application/json; charset=iso-8859-1";

    @TestFactory
    Stream<DynamicTest> otherCharsets_packedBodies_andWhatIsNoUtf8_areRefused() {
        return Stream.of(
                        new Sent("application/json", "", "{\"app\": \"w\u00e9b\"}", 400, "is not UTF-8"),
                        new Sent(LATIN, "", "{\"app\": \"w\u00e9b\"}", 415, "send UTF-8"),
                        new Sent("application/json;charset=\"UTF-16\"", "", "{}", 415, "utf-16"),
                        new Sent("application/x-www-form-urlencoded", "", "app=w\u00e9b", 400, "is not UTF-8"),
                        new Sent("application/x-www-form-urlencoded", "", "app=w%E9b", 400, "is not UTF-8"),
                        new Sent("application/x-www-form-urlencoded; charset=latin1", "", "app=web", 415, "latin1"),
                        new Sent(
                                FORM,
                                "",
                                part("", "w\u00e9b"),
                                400,
                                "The field \\\"app\\\" of the form in the body is not UTF-8"),
                        new Sent(FORM, "", "--b\r\n\r\nx\r\n--b--\r\n", 400, "has no name"),
                        new Sent(FORM, "", "app=web", 400, "after a line \\\"--b\\\""),
                        new Sent(FORM, "", parts(101), 400, "at most 100 parts"),
                        new Sent("multipart/form-data", "", part("", "web"), 400, "has no boundary"),
                        new Sent("application/json", "", BYTE_ORDER_MARK + "{\"app\": \"nosuch\"}", 404, "nosuch"),
                        new Sent(
                                "application/x-www-form-urlencoded", "", BYTE_ORDER_MARK + "app=nosuch", 404, "nosuch"),
                        new Sent(FORM, "", part("", BYTE_ORDER_MARK + "nosuch"), 404, "nosuch"),
                        new Sent(FORM, "", part("Content-Type: text/plain; charset=latin1\r\n", "web"), 415, "latin1"),
                        new Sent("application/json", "gzip", "{}", 415, "Content-Encoding"),
                        new Sent("application/json", "br, gzip", "{}", 415, "Content-Encoding"),
                        new Sent("application/json", "identity", "{\"app\": \"nosuch\"}", 404, "nosuch"),
                        new Sent("application/json; charset=us-ascii", "", "{\"app\": \"nosuch\"}", 404, "nosuch"),
                        new Sent("application/json", "", "{\"app\": \"\\ud800\"}", 400, "half a character"))
                .map(it -> dynamicTest(it.type() + " " + it.body(), () -> assertAnswered(it)));
    }

    private void assertAnswered(Sent sent) throws Exception {
        var request = client.request("/api/0/deploys/").header("Content-Type", sent.type());
        if (!sent.coding().isEmpty()) {
            request.header("Content-Encoding", sent.coding());
        }
        var answer = client.send(
                request.POST(BodyPublishers.ofByteArray(sent.body().getBytes(StandardCharsets.ISO_8859_1))));

        assertThat(answer.status()).as(answer.text()).isEqualTo(sent.status());
        assertThat(answer.text()).contains(sent.has());
    }

    private static final String FORM = "multipart/form-data; boundary=b";

    private record Sent(String type, String coding, String body, int status, String has) {}

    private static String parts(int count) {
        return IntStream.range(0, count)
                        .mapToObj("--b\r\nContent-Disposition: form-data; name=\"p%d\"\r\n\r\nx\r\n"::formatted)
                        .collect(Collectors.joining())
                + "--b--\r\n";
    }

    private static String part(String header, String value) {
        return "--b\r\nContent-Disposition: form-data; name=\"app\"\r\n%s\r\n%s\r\n--b--\r\n".formatted(header, value);
    }

    @TestFactory
    Stream<DynamicTest> whatIsGivenTwice_isRefused_byName() {
        return asked(List.of(
                Case.json("POST", "/api/0/deploys/", "{'app': 'web', 'app': 'other'}", 400, "key \\'app\\' twice"),
                Case.json(
                        "POST", "/api/0/deploys/", "{'app': 'web', 'params': {'a': 1, 'a': 2}}", 400, "\\'a\\' twice"),
                Case.json(
                        "POST",
                        "/api/0/deploys/",
                        "{'app': 'web', 'params': '{\\'a\\': 1, \\'a\\': 2}'}",
                        400,
                        "twice"),
                Case.form("POST", "/api/0/deploys/", "app=web&app=other", 400, "a duplicate field: \\'app\\'"),
                Case.form("POST", "/api/0/web/deploy?env=staging&env=production", "", 400, "2 times"),
                Case.get("/api/0/deploys/?app=web&app=other", 400, "2 times"),
                Case.get("/api/0/deploys/?status=finished&status=failed", 200, "web")));
    }

    @TestFactory
    Stream<DynamicTest> unknownQueryParameters_areRefused_withTheOneThatWasMeant() {
        return asked(List.of(
                Case.get("/api/0/deploys/?page=2", 400, "page: unknown; use one of app, cursor"),
                Case.get("/api/0/deploys/?offset=25", 400, "offset: unknown"),
                Case.get("/api/0/deploys/?environment=staging", 400, "environment: unknown"),
                Case.get("/api/0/deploys/?limits=1", 400, "did you mean limit?"),
                Case.get("/api/0/apps/?limit=1", 400, "limit: unknown"),
                Case.get("/api/0/apps/web/?version=1", 400, "takes no query parameters"),
                Case.get("/api/0/deploys/1/log/?ofset=5", 400, "did you mean offset?"),
                Case.get("/api/0/events/?since=5", 400, "since: unknown"),
                Case.get("/api/0/apps/?name=%E9", 400, "malformed"),
                Case.form("POST", "/api/0/web/deploy?evn=staging", "", 400, "evn: unknown"),
                Case.json("PUT", "/api/0/drain/?for=1h", "", 400, "for: unknown"),
                Case.json("DELETE", "/api/0/apps/web/?force=true", "", 400, "force: unknown"),
                Case.json("DELETE", "/api/0/apps/web/lock/?steal=true", "", 400, "steal: unknown")));
    }

    @Test
    void ifMatch_ofAnotherVersion_is412_andNothingIsDone() throws Exception {
        var path = "/api/0/apps/web/";
        var old = tag(path);
        assertThat(change(path, "PUT", old, "change_labels=one").status()).isEqualTo(200);

        for (var method : List.of("PUT", "DELETE")) {
            var late = change(path, method, old, "change_labels=two");
            assertThat(late.status()).as(late.text()).isEqualTo(412);
            assertThat(late.json().get("error_name").asString()).isEqualTo("precondition_failed");
        }
        assertThat(client.get(path).text()).contains("one").doesNotContain("two");
        assertThat(change("/api/0/deploys/1/", "PUT", "\"other\"", "status=cancelled")
                        .status())
                .isEqualTo(412);
        assertThat(change("/api/0/deploys/1/", "PUT", tag("/api/0/deploys/1/"), "status=cancelled")
                        .status())
                .isEqualTo(409);
        assertThat(change("/api/0/apps/web/lock/", "PUT", old, "reason=x").status())
                .isEqualTo(412);
        assertThat(change(path, "PUT", "\"other\", " + tag(path), "change_labels=")
                        .status())
                .isEqualTo(200);
        assertThat(change(path, "PUT", "*", "change_labels=").status()).isEqualTo(200);
    }

    @Test
    void ifMatch_letsOneOfManyThrough_thatComeAtOnce() throws Exception {
        var path = "/api/0/apps/web/";
        for (var round = 0; round < 5; round++) {
            var seen = tag(path);
            var statuses = new ConcurrentLinkedQueue<Integer>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (var i = 0; i < 8; i++) {
                    var form = "locked_reason=round+%d,+number+%d".formatted(round, i);
                    threads.submit(
                            () -> statuses.add(change(path, "PUT", seen, form).status()));
                }
            }
            assertThat(statuses).hasSize(8).containsOnlyOnce(200).allMatch(status -> status == 200 || status == 412);
        }
        assertThat(change(path, "PUT", "*", "locked_reason=False").status()).isEqualTo(200);
    }

    private String tag(String path) throws Exception {
        try (var http = RawHttp.connect(server.url(), Duration.ofSeconds(20))) {
            http.write("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Key %s\r\n\r\n".formatted(path, token()));
            return http.readHead().orElseThrow().headers().getOrDefault("etag", "");
        }
    }

    private Client.Answer change(String path, String method, String tag, String form) throws Exception {
        return client.send(client.request(path)
                .header("If-Match", tag)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .method(method, method.equals("PUT") ? BodyPublishers.ofString(form) : BodyPublishers.noBody()));
    }

    /** Of the API all routes, of the rest one of each kind. */
    @TestFactory
    Stream<DynamicTest> otherMethods_are405_andAllowNamesThoseThatThereAre() {
        var methods = server.routes().stream()
                .filter(route ->
                        !route.path().matches(".*\\{id}/(log|artifacts)/.*")) // could be an app, log and a number, too
                .collect(Collectors.groupingBy(
                        Route::path, Collectors.mapping(Route::method, Collectors.toCollection(TreeSet::new))));
        methods.put("/", new TreeSet<>(Set.of("GET")));
        methods.put("/login", new TreeSet<>(Set.of("GET", "POST")));
        methods.put("/logout", new TreeSet<>(Set.of("POST")));
        methods.put("/webhooks/github", new TreeSet<>(Set.of("POST")));
        methods.put("/healthz", new TreeSet<>(Set.of("GET")));
        methods.put("/readyz", new TreeSet<>(Set.of("GET")));
        methods.put("/metrics", new TreeSet<>(Set.of("GET")));
        methods.put("/api/0/openapi.json", new TreeSet<>(Set.of("GET")));
        methods.values().stream().filter(all -> all.contains("GET")).forEach(all -> all.add("HEAD"));
        return methods.entrySet().stream().map(route -> dynamicTest(route.getKey(), () -> refused(route)));
    }

    private void refused(Map.Entry<String, TreeSet<String>> route) throws Exception {
        var path = route.getKey().replaceAll("\\{(number|id)}", "1").replaceAll("\\{[a-z]+}", "web");
        for (var method :
                List.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS", "TRACE", "PROPFIND", "BREW")) {
            if (!route.getValue().contains(method)) {
                try (var http = RawHttp.connect(server.url(), Duration.ofSeconds(20))) {
                    http.write("%s %s HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n".formatted(method, path));
                    var answer = http.readAnswers(1, method.equals("HEAD")).getFirst();
                    assertThat(answer.status()).as(method + answer.text()).isEqualTo(405);
                    assertThat(answer.type()).isEqualTo("application/json");
                    assertThat(List.of(
                                    answer.headers().getOrDefault("allow", "").split(", *")))
                            .containsExactlyInAnyOrderElementsOf(route.getValue());
                }
            }
        }
    }

    @TestFactory
    Stream<DynamicTest> doubledSlashes_countAsOne_whereNothingIsNamedByThem() {
        return Stream.of(
                        Map.entry("//api/0/apps/", 200),
                        Map.entry("///api//0///apps/web/", 200),
                        Map.entry("//healthz", 200),
                        Map.entry("/api/0/apps//", 404),
                        Map.entry("/api/0/apps//web/", 404),
                        Map.entry("/api/0/deploys//1/", 404),
                        Map.entry("//..", 404),
                        Map.entry("//../api/0/apps/", 404),
                        Map.entry("/%2Fapi/0/apps/", 404))
                .map(it -> dynamicTest(it.getKey(), () -> {
                    try (var http = RawHttp.connect(server.url(), Duration.ofSeconds(20))) {
                        http.write("GET %s HTTP/1.1\r\nHost: x\r\nAuthorization: Key %s\r\n\r\n"
                                .formatted(it.getKey(), token()));
                        assertThat(http.readAnswers(1, false).getFirst().status())
                                .isEqualTo(it.getValue());
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> aUrlWithoutAPath_isThatOfTheRoot_andLeadsToNoOtherServer() {
        return Stream.of(
                        Map.entry("GET http://x", 303),
                        Map.entry("GET http://x?wait=1", 303),
                        Map.entry("OPTIONS http://x", 405),
                        Map.entry("OPTIONS ?cursor=1", 405),
                        Map.entry("GET ?cursor=1", 400))
                .map(it -> dynamicTest(it.getKey(), () -> {
                    try (var http = RawHttp.connect(server.url(), Duration.ofSeconds(20))) {
                        http.write("%s HTTP/1.1\r\nHost: x\r\n\r\n".formatted(it.getKey()));
                        var answer = http.readAnswers(1, false).getFirst();
                        assertThat(answer.status()).as(answer.text()).isEqualTo(it.getValue());
                        assertThat(answer.headers().getOrDefault("location", "/login"))
                                .startsWith("/login");
                    }
                }));
    }

    /** That the server has apps, hosts and nodes is no secret, so nobody looks for a mistake in the path. */
    @TestFactory
    Stream<DynamicTest> missingRights_are403_withTheNameOfTheRight() {
        return asked("""
                POST /api/0/apps/
                  STRANGER {} => 403 lacks the permission \\'configure\\'
                  READER {} => 403 \\'configure\\'
                POST /api/0/config/reload/
                  STRANGER => 403 \\'configure\\'
                POST /api/0/tokens/
                  STRANGER {} => 403 \\'admin\\'
                GET /api/0/tokens/
                  STRANGER => 403 \\'admin\\'
                GET /api/0/hosts/
                  STRANGER => 403 \\'read\\'
                GET /api/0/nodes/
                  STRANGER => 403 \\'read\\'
                PUT /api/0/locks/global/
                  STRANGER {} => 403 \\'lock\\'
                DELETE /api/0/tokens/99/
                  READER => 403 \\'admin\\'
                """);
    }
}
