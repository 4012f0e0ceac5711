package dev.waybill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Route;
import dev.waybill.contract.Described;
import dev.waybill.deliveries.PastDelivery;
import dev.waybill.forge.fake.FakeGitHub;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the document says of requests is what the server reads, no less and no more. */
@Tag("processes")
class OpenApiTest {
    private static final String ANY = "zzzzzzzzzzzzzzzz";

    @TempDir
    private static Path directory;

    /** Without a token that it accepts: what is read of requests is the same. */
    private static final FakeGitHub GITHUB = FakeGitHub.start();

    private static TestServer server;
    private static Client client;
    private static String sha;
    private static JsonNode document;
    private static List<Described> operations;
    private static Asked asked;

    @BeforeAll
    static void start() throws Exception {
        var config = "github: {api_root: '%s', token: {env: PATH}}\napps: {}".formatted(GITHUB.url());
        server = TestServer.in(directory.resolve("data"))
                .with(Files.writeString(directory.resolve("waybill.yaml"), config))
                .start();
        client = server.client();
        var repository = TestRepository.make(directory.resolve("repository"));
        sha = repository.git("rev-parse", "HEAD");
        repository.git("tag", "1"); // so that there is what every parameter names
        client.app("shop", repository, "true");
        client.app("gone", repository, "true");
        client.awaitEnd(client.deploy("shop", ""));
        PastDelivery.put(server); // before the server makes deliveries of its own, which take the next ids
        client.put("/api/0/apps/shop/", Map.of("via", "github", "forge", Map.of("repo", FakeGitHub.REPOSITORY)));
        document = client.send(client.bare("/api/0/openapi.json").GET()).json();
        operations = Described.all(document);
        asked = new Asked(server.routes());
    }

    @AfterAll
    static void stop() throws Exception {
        asked.close();
        server.close();
        GITHUB.close();
    }

    @Test
    void document_isForEverybody_withATagAndItsAddress() throws Exception {
        var answer = client.send(client.bare("/api/0/openapi.json").GET());
        var tag = answer.response().headers().firstValue("ETag").orElseThrow();
        var again = client.send(client.bare("/api/0/openapi.json/").header("If-None-Match", tag));

        assertThat(answer.contentType()).isEqualTo("application/json");
        assertThat(document.at("/servers/0/url").asString()).isEqualTo(server.url() + "/api/0");
        assertThat(document.at("/info/version").asString()).isNotEmpty();
        assertThat(answer.text()).doesNotContain("x-common", "x-errors", "x-fields-of", "x-both-spellings");
        assertThat(again.status()).isEqualTo(304);
    }

    @Test
    void everyRoute_isDescribed_andEveryDescriptionIsOfARoute() {
        var described = operations.stream()
                .filter(it -> !it.operation().has("security"))
                .map(it -> "%s %s needs %s"
                        .formatted(
                                it.method(),
                                it.path(),
                                it.operation().path("x-right").asString("nothing")))
                .toList();
        var routes = server.routes().stream()
                .map(it -> "%s %s/ needs %s"
                        .formatted(
                                it.method(),
                                it.path().substring("/api/0".length()),
                                it.right().word()))
                .toList();

        assertThat(described).as("""
                        what openapi/*.yaml describe; expected are the routes of Api.java. A new route needs, in paths of \
                        src/main/resources/openapi/<noun of its group>.yaml, its method with operationId, tags, summary, x-right \
                        and responses (and x-everywhere, parameters, requestBody, where it has them), and a step in \
                        OpenApiExamplesTest""").containsExactlyInAnyOrderElementsOf(routes);
        assertThat(operations.stream().map(Described::id)).doesNotHaveDuplicates();
    }

    @Test
    void everyPart_belongsToAGroupOfRoutes() {
        var ofAllParts = JsonMapper.shared().readTree(new OpenApi(server.url(), Nouns.all()).json());

        assertThat(document.get("components")).isEqualTo(ofAllParts.get("components"));
        assertThat(document.get("paths")).isEqualTo(ofAllParts.get("paths"));
    }

    @Test
    void everyRouteThatRehearses_isDescribedToDoSo_andNoOtherIs() {
        assertThat(operations.stream()
                        .filter(it -> names(it, "query").contains("dry_run"))
                        .map(it -> it.method() + " " + it.path()))
                .containsExactlyInAnyOrderElementsOf(server.routes().stream()
                        .filter(Route::rehearses)
                        .map(it -> "%s %s/".formatted(it.method(), it.path().substring("/api/0".length())))
                        .toList());
    }

    /** Looked at whatever the route. */
    private static final Set<String> OF_ALL =
            Set.of("Authorization", "Content-Type", "Accept-Encoding", "Content-Encoding", "If-Match");

    @TestFactory
    Stream<DynamicTest> whatARouteReads_isDescribed() {
        return operations.stream()
                .filter(it -> !it.operation().has("security"))
                .map(it -> dynamicTest(it.id(), () -> {
                    var parameters = names(it, "query");
                    var fields = fields(it).keySet();
                    var read = asked.by(
                            it.method(),
                            path(it, it.id().equals("deleteApp") ? "gone" : "shop"),
                            Stream.concat(
                                            parameters.stream().map(name -> name + "=1"),
                                            Stream.of(rehearsal(it)).filter(_ -> parameters.contains("dry_run")))
                                    .toList(),
                            List.copyOf(names(it, "header")));

                    assertThat(without(parameters, fields))
                            .as("parameters in the query")
                            .isEqualTo(read.parameters());
                    assertThat(without(names(it, "header"), Set.of("If-Match")))
                            .as("headers")
                            .isEqualTo(without(read.headers(), OF_ALL));
                    assertThat(names(it, "header").contains("If-Match"))
                            .isEqualTo(!it.method().equals("GET"));
                    if (!hasFields(it)) { // else a field may stand in the query, too
                        assertThat(without(parameters, Set.of("dry_run")))
                                .as("parameters that are taken")
                                .isEqualTo(taken(it));
                    }
                    if (!it.method().equals("GET")) { // where a link to the next page repeats what was asked
                        assertThat(hasFields(it)).as("has fields").isEqualTo(read.fields());
                    }
                }));
    }

    /** Output is bytes. */
    private static boolean hasFields(Described operation) {
        return operation.operation().has("requestBody") && !operation.path().endsWith("/output/");
    }

    private static Set<String> taken(Described operation) {
        return server.routes().stream()
                .filter(route -> "%s %s/"
                        .formatted(route.method(), route.path().substring("/api/0".length()))
                        .equals(operation.method() + " " + operation.path()))
                .findFirst()
                .orElseThrow()
                .query();
    }

    /** A request that comes as far as to be rehearsed. */
    private static String rehearsal(Described operation) {
        return required(operation).stream().map(name -> name + "=1&").collect(Collectors.joining()) + "dry_run=1";
    }

    @TestFactory
    Stream<DynamicTest> whatABodyMayHold_isDescribed() {
        return operations.stream()
                .filter(OpenApiTest::hasFields)
                .map(it -> dynamicTest(it.id(), () -> {
                    var known =
                            refused(it, "{\"%s\": 1}".formatted(ANY)).get(ANY).asString();
                    var names =
                            known.substring(known.indexOf("use one of ") + 11).strip();

                    assertThat(fields(it).keySet().stream()
                                    .map(Input::camelCase)
                                    .collect(Collectors.toSet()))
                            .isEqualTo(Stream.of(names.split(", "))
                                    .filter(name -> !name.isEmpty())
                                    .map(Input::camelCase)
                                    .collect(Collectors.toSet()));
                    for (var name :
                            without(fields(it).keySet(), required(it))) { // whatever the spelling, also without a value
                        assertThat(refused(it, "{\"%s\": null, \"%s\": 1}".formatted(name, ANY))
                                        .propertyNames())
                                .doesNotContain(name);
                    }
                }));
    }

    private static JsonNode refused(Described operation, String body) throws Exception {
        var answer = client.send(client.request("/api/0" + path(operation, "shop"))
                .header("Content-Type", "application/json")
                .method(operation.method(), BodyPublishers.ofString(body)));
        assertThat(answer.status()).as(answer.text()).isEqualTo(400);
        return answer.json().get("message");
    }

    private static String path(Described operation, String app) {
        return operation
                .path()
                .replace("{app}/{env}/{number}", "shop/production/1")
                .replace("{id}", "1")
                .replace("{app}", app)
                .replace("{delivery}", "1")
                .replace("{sha}", sha)
                .replaceAll("\\{.*?}", "none");
    }

    private static Set<String> names(Described operation, String in) {
        return operation.parameters().stream()
                .filter(it -> it.in().equals(in))
                .map(Described.Parameter::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, JsonNode> fields(Described operation) {
        return Described.fields(document, operation).properties().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Set<String> required(Described operation) {
        return Described.body(document, operation)
                .path("required")
                .valueStream()
                .map(JsonNode::asString)
                .collect(Collectors.toSet());
    }

    private static Set<String> without(Set<String> names, Set<String> others) {
        return names.stream().filter(it -> !others.contains(it)).collect(Collectors.toCollection(TreeSet::new));
    }
}
