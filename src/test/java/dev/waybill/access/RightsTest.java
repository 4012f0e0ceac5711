package dev.waybill.access;

import static dev.waybill.api.routes.Route.Reach.ALL_APPS;
import static dev.waybill.api.routes.Route.Reach.APP;
import static dev.waybill.api.routes.Route.Reach.DEPLOY;
import static dev.waybill.api.routes.Route.Reach.ENVIRONMENT;
import static dev.waybill.api.routes.Route.Reach.EVERYWHERE;
import static dev.waybill.api.routes.Route.Reach.SOMEWHERE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.api.routes.Route;
import dev.waybill.api.routes.Route.Reach;
import dev.waybill.deliveries.PastDelivery;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * "May this user do this here?", asked over HTTP for every route, every right and every scope. What is expected stands in {@link RouteNeeds}, in
 * words of its own: a new route fails until it has a line.
 */
@Tag("processes")
class RightsTest {
    /** Where a token holds, seen from the app shop and its environment production. */
    private enum Where {
        ALL(null, null),
        THIS_APP("shop", null),
        OTHER_APP("blog", null),
        THIS_ENVIRONMENT(null, "production"),
        OTHER_ENVIRONMENT(null, "staging"),
        BOTH("shop", "production");

        final @Nullable String app;
        final @Nullable String environment;

        Where(@Nullable String app, @Nullable String environment) {
            this.app = app;
            this.environment = environment;
        }
    }

    private static final Map<Reach, Set<Where>> READS = Map.of(
            SOMEWHERE, EnumSet.allOf(Where.class),
            EVERYWHERE, EnumSet.of(Where.ALL),
            ALL_APPS, EnumSet.allOf(Where.class),
            APP, EnumSet.complementOf(EnumSet.of(Where.OTHER_APP)),
            ENVIRONMENT, EnumSet.of(Where.ALL, Where.THIS_APP, Where.THIS_ENVIRONMENT, Where.BOTH),
            DEPLOY, EnumSet.of(Where.ALL, Where.THIS_APP, Where.THIS_ENVIRONMENT, Where.BOTH));

    private static final Map<Reach, Set<Where>> ACTS = Map.of(
            EVERYWHERE, EnumSet.of(Where.ALL),
            ALL_APPS, EnumSet.of(Where.ALL, Where.THIS_ENVIRONMENT),
            APP, EnumSet.of(Where.ALL, Where.THIS_APP),
            ENVIRONMENT, EnumSet.of(Where.ALL, Where.THIS_APP, Where.THIS_ENVIRONMENT, Where.BOTH),
            DEPLOY, EnumSet.of(Where.ALL, Where.THIS_APP, Where.THIS_ENVIRONMENT, Where.BOTH));

    private enum Answer {
        GRANTED,
        FORBIDDEN,
        UNSEEN
    }

    @TempDir
    private static Path directory;

    private static TestServer server;
    private static Client admin;
    private static String ended;
    private static String sha;
    private static int counter = 1;
    private static int turn;
    private static final Map<String, Client> CLIENTS = new HashMap<>();

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(directory.resolve("data"), null);
        admin = server.client();
        var repository = TestRepository.make(directory.resolve("repository"));
        sha = repository.git("rev-parse", "HEAD");
        admin.app("blog", repository, "true");
        admin.app("shop", repository, "while [ -e '%s' ]; do sleep 0.2; done".formatted(directory.resolve("wait")));
        var first = admin.deploy("shop", "");
        admin.awaitEnd(first);
        ended = first.get("id").asString();
        PastDelivery.put(server);
        keepWorkspace();
        Files.createFile(directory.resolve("wait")); // from now on one runs, so that the app cannot be removed
        admin.deploy("shop", "");
    }

    /** On a node that does not exist, so that it stays however often somebody removes it. */
    private static void keepWorkspace() {
        try (var db = Db.open(Database.embedded(server.data().resolve("waybill.db")))) {
            db.write(tx -> tx.update(
                    "insert into workspaces (node_id, name, deploy_id, app_id, environment, kind, kept_at) select 'gone', '7007', id, app_id, environment, 'failed', 0 from deploys where id = ?",
                    Long.parseLong(ended)));
        }
    }

    @AfterAll
    static void stop() throws Exception {
        Files.deleteIfExists(directory.resolve("wait"));
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> everyRoute_isForWhoHasTheRightThere() {
        return server.routes().stream()
                .flatMap(route -> needs(route)
                        .map(need -> dynamicTest(
                                route.method() + " " + route.path() + " with " + need.body(),
                                () -> askAll(route, need))));
    }

    @Test
    void everyNeed_isOfARoute() {
        var routes = server.routes().stream().map(RightsTest::key).collect(Collectors.toSet());

        assertThat(RouteNeeds.ALL.keySet())
                .allSatisfy(key -> assertThat(routes).contains(key.replaceFirst(" \\(.*", "")));
    }

    private static Stream<RouteNeeds.Need> needs(Route route) {
        var found = RouteNeeds.ALL.entrySet().stream()
                .filter(need -> need.getKey().replaceFirst(" \\(.*", "").equals(key(route)))
                .map(Map.Entry::getValue)
                .toList();
        assertThat(found).as("what %s %s needs", route.method(), route.path()).isNotEmpty();
        return found.stream();
    }

    private static String key(Route route) {
        return (route.method() + " " + route.path())
                .replace("/api/0", "")
                .replace("/tasks", "/deploys")
                .replaceFirst("/deploys/(\\{id}|\\{app}/\\{env}/\\{number})", "/deploys/{deploy}");
    }

    /** What it needs is asked for with every scope; a right that it does not need, with none and with one of a changing kind. */
    private static void askAll(Route route, RouteNeeds.Need need) throws Exception {
        var rights =
                Stream.concat(Stream.of(need.right()), need.also().stream()).collect(Collectors.toSet());
        for (var where : Where.values()) {
            compare(route, need, rights, where);
        }
        for (var right : Right.GRANTABLE) {
            for (var where :
                    rights.contains(right.word()) ? EnumSet.allOf(Where.class) : EnumSet.of(Where.ALL, next())) {
                compare(route, need, Set.of(right.word()), where);
            }
        }
    }

    private static Where next() {
        return Where.values()[turn++ % Where.values().length];
    }

    private static void compare(Route route, RouteNeeds.Need need, Set<String> rights, Where where) throws Exception {
        assertThat(ask(route, need, client(rights, where)))
                .as("%s, %s", rights, where)
                .isEqualTo(expected(need, rights, where));
    }

    private static Answer expected(RouteNeeds.Need need, Set<String> rights, Where where) {
        var isAsking = need.reach() == DEPLOY && need.body().containsKey("ref");
        if (isAsking && !rights.contains("deploy")) {
            return Answer.FORBIDDEN; // whatever the app, which is looked at afterwards
        }
        var reach = isAsking ? APP : need.reach();
        if (!allowed(READS, reach, where)) {
            return reach == EVERYWHERE ? Answer.FORBIDDEN : Answer.UNSEEN; // that there is a server is no secret
        }
        if (need.right().equals("read")) {
            return Answer.GRANTED;
        }
        var hasAll = rights.contains(need.right()) && rights.containsAll(need.also());
        return hasAll && allowed(ACTS, need.reach(), where) ? Answer.GRANTED : Answer.FORBIDDEN;
    }

    private static boolean allowed(Map<Reach, Set<Where>> table, Reach reach, Where where) {
        return table.getOrDefault(reach, Set.of()).contains(where);
    }

    private static Answer ask(Route route, RouteNeeds.Need need, Client client)
            throws IOException, InterruptedException {
        var path = route.path()
                .replace("{app}", "shop")
                .replace("{env}", "production")
                .replace("{sha}", sha)
                .replace("{number}", "1")
                .replace("{id}", ended)
                .replace("{delivery}", "1")
                .replaceAll("\\{.*?}", "7007");
        var request = client.request(path);
        if (route.method().equals("GET")) {
            request.GET();
        } else {
            request.header("Content-Type", "application/json")
                    .method(
                            route.method(),
                            BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(changing(need.body()))));
        }
        var answer = client.send(request);
        return switch (answer.status()) {
            case 401 -> throw new AssertionError(answer.text());
            case 403 -> {
                assertThat(answer.json().get("error_name").asString()).isEqualTo("not_permitted");
                yield Answer.FORBIDDEN;
            }
            case 404 ->
                answer.text().contains("invalid_resource") && need.reach() == EVERYWHERE
                                || answer.text().contains("is not locked")
                        ? Answer.GRANTED
                        : Answer.UNSEEN;
            default -> Answer.GRANTED;
        };
    }

    /** What changes nothing is granted to all who may read, so each request changes something. */
    private static Map<String, Object> changing(Map<String, Object> body) {
        var changed = new HashMap<>(body);
        changed.computeIfPresent("grace", (_, _) -> counter++);
        changed.computeIfPresent("lockedReason", (_, reason) -> reason + " " + counter++);
        return changed;
    }

    private static Client client(Set<String> rights, Where where) throws Exception {
        var name = rights + " " + where;
        var known = CLIENTS.get(name);
        if (known != null) {
            return known;
        }
        var wanted = new HashMap<String, Object>(Map.of("name", name, "user", "robot", "rights", rights));
        if (where.app != null) {
            wanted.put("apps", Set.of(where.app));
        }
        if (where.environment != null) {
            wanted.put("environments", Set.of(where.environment));
        }
        var made = admin.post("/api/0/tokens/", wanted);
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        var client = new Client(server.url(), made.json().get("token").asString());
        CLIENTS.put(name, client);
        return client;
    }
}
