package dev.waybill.api.deploys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.api.WireFixture;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code POST /deploys/}, in every spelling. */
class RequestsWireTest extends WireFixture {
    private static final String REFUSALS = """
            POST /api/0/deploys/
              {} => 400 'message':{'app':'Missing required parameter
              {'app': ''} => 400 'message':{'app':'Missing required parameter
              {'app': {}} => 400 'message':{'app':'must be text'}
              {'force': 2, 'params': 1} => 400 'message':{'app':'Missing
              {'force': 2, 'params': 1} => 400 'force':'Invalid literal
              {'force': 2, 'params': 1} => 400 'params':'must be a JSON object'
              {'app': 'nosuch'} => 404 'error_name':'invalid_resource'
              {'app': 5} => 404 'error_name':'invalid_resource'
              {'app': 'web', 'force': 'maybe'} => 400 literal for boolean(): maybe
              {'app': 'web', 'params': '[]'} => 400 'params'
              {'app': 'web', 'params': '{'} => 400 'params':'is not JSON'
              {'app': 'web', 'params': {'a': ['x\\u0000']}} => 400 params: must not contain a NUL
              app=web&params=%7B%22a%22%3A%22%5Cu0000%22%7D => 400 NUL character
              {'app': 'web', 'env': 'Prod uction'} => 400 'invalid_environment'
              {'app': 'web', 'env': '../x'} => 400 'invalid_environment'
              {'app': 'web', 'ref': '--upload-pack=x'} => 400 'invalid_ref'
              {'app': 'web', 'ref': 'a b'} => 400 'invalid_ref'
              {'app': 'web', 'ref': ':other'} => 400 'invalid_ref'
              {'app': 'web', 'ref': 'nosuch'} => 400 'error_name':'invalid_ref'
              {'app': 'other', 'ref': ':current'} => 400 'error_name':'invalid_ref'
              {'app': 'web', 'ref': ':previous'} => 400 'error_name':'invalid_ref'
              {'app': 'web', 'ref': 'a\\u0000b'} => 400 'ref'
              {'app': 'web', 'reff': 'main'} => 400 unknown, did you mean ref?
              {'app': 'web', 'sha': 'main'} => 400 must be 7 to 40 hex digits
              {'app': 'web', 'user': '\\n'} => 400 'message':{'user':
            POST /api/0/apps/?dry_run=true
              {'name': 'x'} => 400 'not_built'
            POST /api/0/deploys/
              READER {'app': 'web'} => 403 lacks the permission \\'deploy\\'
              DEPLOYER {'app': 'web', 'user': 'ann'} => 403 \\'impersonate\\'
              DEPLOYER {'app': 'web', 'force': true} => 403 \\'force\\'
              STRANGER {'app': 'web'} => 404 'error_name':'invalid_resource'
            """;

    private static final String DEPLOYS = "/api/0/deploys/";

    @TestFactory
    Stream<DynamicTest> request_isRecorded() {
        return asked(List.of(
                Case.json(
                        "POST",
                        DEPLOYS,
                        "{'app': 'web'}",
                        201,
                        "'environment':'production','task':{'name':'deploy','steps':[],'hosts':{},'onlyHosts':[]},'ref':'main'"),
                Case.json("POST", DEPLOYS, "{'app': 'web'}", 201, "'status':'pending','duration':null"),
                Case.json("POST", DEPLOYS, "{'app': 'web'}", 201, "'dateStarted':null,'dateFinished':null"),
                Case.json("POST", "/api/0/tasks", "{'app': 'web', 'ref': 'HEAD~0'}", 201, "'ref':'HEAD~0'"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'ref': null, 'env': null, 'user': null}", 201, "'main'"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'params': null, 'force': null}", 201, "'forced':false"),
                Case.form("POST", DEPLOYS, "app=web&ref=&env=&user=&params=&force=", 201, "'name':'admin'"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'force': true}", 201, "'forced':true"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'force': 1}", 201, "'forced':true"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'force': 'True'}", 201, "'forced':true"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'force': 0}", 201, "'forced':false"),
                Case.form("POST", DEPLOYS, "app=web&force=1", 201, "'forced':true"),
                Case.form("POST", DEPLOYS, "app=web&force=false", 201, "'forced':false"),
                Case.json(
                        "POST",
                        DEPLOYS,
                        "{'app': 'web', 'params': {'a': {'b': [1, 'x']}}}",
                        201,
                        "{'a':{'b':[1,'x']}}"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'params': '{\\'a\\': \\'b\\'}'}", 201, "'params':{'a':'b'}"),
                Case.form("POST", DEPLOYS, "app=web&params=%7B%22a%22%3A+1.5%7D", 201, "'params':{'a':1.5}"),
                Case.form("POST", DEPLOYS + "?app=nosuch", "app=web", 201, "'name':'web'"),
                Case.json("POST", DEPLOYS + "?app=web&env=staging", "{}", 201, "'environment':'staging'"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'user': 'jan\\u00e9 doe'}", 201, "'jané doe'"),
                Case.json("POST", DEPLOYS, "{'app': 'web', 'user': 'DEPLOYER'}", 201, "'requestedBy':'DEPLOYER'")
                        .as(Who.DEPLOYER),
                Case.json("POST", "/api/0/web/deploy?env=eu&force=1", "", 400, "not a JSON object"),
                Case.form("POST", "/api/0/web/deploy/?env=eu&force=1", "", 201, "'environment':'eu'")));
    }

    @TestFactory
    Stream<DynamicTest> request_goesWhereTheAppSays() {
        var app =
                "{'name': 'preset', 'repository': '%s', 'provider': 'shell', 'deploy': 'true', 'default_environment': 'eu',"
                        + " 'checks': [{'type': 'command', 'config': {'command': 'true'}}], 'notifiers': [{'type': 'command', 'config': {'command': 'x'}}]}";
        return asked(List.of(
                Case.json("POST", "/api/0/apps/", app.formatted(repository.path()), 201, "'defaultEnvironment':'eu'"),
                Case.json("POST", DEPLOYS, "{'app': 'preset'}", 201, "'environment':'eu'"),
                Case.json("POST", DEPLOYS, "{'app': 'preset', 'env': 'production'}", 201, "'environment':'production'"),
                Case.json("POST", DEPLOYS, "{'app': 'preset', 'params': {'a': 1e999}}", 400, "'params'"),
                Case.json(
                        "POST",
                        DEPLOYS,
                        "{'app': 'preset', 'params': {'a': " + "9".repeat(400) + "}}",
                        400,
                        "'params'")));
    }

    @TestFactory
    Stream<DynamicTest> request_isRefused() {
        return asked(REFUSALS);
    }

    @Test
    void request_isTheSame_asQueryFormPartsAndJson() throws Exception {
        var query = client.send(
                client.request("/api/0/deploys/?app=web&ref=main&user=joe").POST(BodyPublishers.noBody()));
        var form = client.send(client.request("/api/0/tasks/")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("app=web&ref=main&user=joe&force=0&params=%7B%22a%22%3A+1%7D")));
        var parts = multipart(
                "XyZ", part("app", "web") + part("user", "joe") + part("params", "{\"a\": 1}") + "--XyZ--\r\n");
        var json = client.post(
                "/api/0/deploys/",
                Map.of("app", "web", "ref", "main", "user", "joe", "force", false, "params", Map.of("a", 1)));
        var inOneLine = client.send(client.request("/api/0/web/deploy?ref=main&user=joe&env=production")
                .POST(BodyPublishers.noBody()));

        for (var answer : List.of(query, form, parts, json, inOneLine)) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(201);
            assertThat(answer.json().at("/user/name").asString()).isEqualTo("joe");
            assertThat(answer.json().get("status").asString()).isEqualTo("pending");
        }
        assertThat(form.json().get("params")).isEqualTo(json.json().get("params"));
        assertThat(parts.json().get("params")).isEqualTo(json.json().get("params"));
    }

    @Test
    void multipart_isRefused_whereItIsNotWellFormed() throws Exception {
        var file =
                "--XyZ\r\nContent-Disposition: form-data; name=\"app\"; filename=\"a.txt\"\r\n\r\nweb\r\n--XyZ--\r\n";
        var many = part("app", "web").repeat(200) + "--XyZ--\r\n";

        assertThat(multipart("XyZ", file).status()).isEqualTo(201);
        for (var answer : List.of(
                multipart("other", file),
                multipart("XyZ", part("app", "web")),
                multipart("XyZ", many),
                multipart("", file))) {
            assertThat(answer.status()).as(answer.text()).isEqualTo(400);
            assertThat(answer.json().get("error_name").asString()).isEqualTo("invalid_body");
        }
    }

    private static String part(String name, String value) {
        return "--XyZ\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n".formatted(name, value);
    }

    private Client.Answer multipart(String boundary, String body) throws Exception {
        var type = "multipart/form-data" + (boundary.isEmpty() ? "" : "; boundary=" + boundary);
        return client.send(client.request(DEPLOYS).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }
}
