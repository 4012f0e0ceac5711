package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.WireFixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Changes of an app, and its lock. */
class AppChangesWireTest extends WireFixture {
    private static final String APPS = "/api/0/apps/";
    private static final String WEB = "/api/0/apps/web/";
    private static final String SHELL = "name=a&repository=/x&provider=shell&provider_config={'command':'x'}";

    @TestFactory
    Stream<DynamicTest> change_isPartial() {
        var made = Case.form(
                "POST",
                APPS,
                SHELL.replace("=a&", "=part&"),
                201,
                "'environments':{'production':{'defaultRef':'HEAD'}}");
        var part = "/api/0/apps/part/";
        return asked(List.of(
                made,
                Case.json("PUT", part, "{}", 200, "'command':'x'"),
                Case.json(
                        "PUT",
                        part,
                        "{'grace': null, 'default_environment': null, 'defaultEnvironment': null}",
                        200,
                        "'version':1"),
                Case.json("PUT", part, "{'provider_config': {'command': 'y', 'timeout': null}}", 200, "'command':'y'"),
                Case.json(
                        "PUT",
                        part,
                        "{'providerConfig': '{\\'command\\': \\'z\\', \\'timeout\\': 1.5}'}",
                        200,
                        "{'timeout':1.5,"),
                Case.form(
                        "PUT",
                        part,
                        "grace=5&timeout=60&read_timeout=7.5",
                        200,
                        "{'timeout':60,'read_timeout':7.5,'command':'z'"),
                Case.json(
                        "PUT",
                        part,
                        "{'timeout': 5, 'provider_config': {'timeout': 6}}",
                        400,
                        "timeout: is also in provider_config"),
                Case.form(
                        "PUT",
                        part,
                        "grace=5&run_as=nobody&pool=few",
                        200,
                        "'grace':5.0,'runAs':'nobody','pool':'few'"),
                Case.json("PUT", part, "{'runAs': 'daemon', 'grace': '6'}", 200, "'grace':6.0,'runAs':'daemon'"),
                Case.form("PUT", part, "grace=soon", 400, "'grace':'must be a number of seconds above zero"),
                Case.form(
                        "PUT",
                        part,
                        "deploy=[ -e x ] || { echo no; }&timeout=60&readTimeout=7.5",
                        200,
                        "{'timeout':60,'read_timeout':7.5,'command':'[ -e x ] || { echo no; }'"),
                Case.json(
                        "PUT",
                        part,
                        "{'environments': {'staging': {'default_ref': 'main'}}}",
                        200,
                        "{'staging':{'defaultRef':'main'}}"),
                Case.json(
                        "PUT",
                        part,
                        "{'checks': [{'type': 'age', 'config': {'min': '1h'}}]}",
                        200,
                        "[{'type':'age','config':{'min':'1h'}}]"),
                Case.json("PUT", part, "{'checks': []}", 200, "'checks':[]"),
                Case.json(
                        "PUT",
                        part,
                        "{'checks': [{'type': 'github', 'config': {'repo': 'a/b', 'token': {'env': 'T'}}}]}",
                        200,
                        "'config':{'repo':'a/b','token':{'env':'T'}}"),
                Case.json(
                        "PUT",
                        part,
                        "{'notifiers': [{'type': 'email', 'config': {'to': ['a@b']}}]}",
                        200,
                        "[{'type':'email','config':{'to':['a@b']}}]"),
                Case.json("PUT", part, "{'grace': 1e999}", 400, "'grace'"),
                Case.json(
                        "PUT",
                        part,
                        "{'provider_config': {'command': 'y', 'timeout': 1e999}}",
                        400,
                        "number of this size"),
                Case.json(
                        "PUT",
                        part,
                        "{'provider_config': {'command': 'y', 'timeout': 123456789012345678901234567890}}",
                        400,
                        "timeout"),
                Case.json("PUT", part, "{'name': 'web'}", 409, "an app named web already exists"),
                Case.json("PUT", part, "{'name': 'Bad Name'}", 400, "'message':{'name':"),
                Case.json("PUT", part, "{'repository': 'ext::sh'}", 400, "'message':{'repository':"),
                Case.json("PUT", WEB, "{'grace': 5}", 403, "lacks the permission \\'configure\\' for web")
                        .as(Who.DEPLOYER),
                Case.json("PUT", WEB, "{}", 200, "'name':'web'").as(Who.READER),
                Case.json("PUT", WEB, "{}", 404, "invalid_resource").as(Who.STRANGER),
                Case.json("DELETE", part, "", 403, "lacks the permission \\'configure\\'")
                        .as(Who.READER),
                Case.json("DELETE", part, "", 200, "{'id':'"),
                Case.json("DELETE", part, "", 404, "invalid_resource")));
    }

    /** {@code lockedReason}: the words of old clients. */
    @TestFactory
    Stream<DynamicTest> lock_isTakenAndLeft() {
        return asked(List.of(
                Case.json("PUT", WEB, "{'lockedReason': 'db migration'}", 200, "'lockedReason':'db migration'"),
                Case.json("PUT", WEB, "{'lockedReason': null}", 200, "'lockedReason':'db migration'"),
                Case.json("PUT", WEB, "{}", 200, "'lockedReason':'db migration'"),
                Case.form("PUT", WEB, "lockedReason=", 200, "'lockedReason':'db migration'"),
                Case.json("PUT", WEB, "{'lockedReason': 'db migration'}", 200, "'db migration'")
                        .as(Who.READER),
                Case.json("PUT", WEB, "{'lockedReason': 'mine'}", 403, "lacks the permission \\'lock\\'")
                        .as(Who.DEPLOYER),
                Case.json("PUT", WEB, "{'lockedReason': 'False'}", 403, "lacks the permission \\'lock\\'")
                        .as(Who.DEPLOYER),
                Case.get(APPS, 200, "'lockedReason':'db migration'"),
                Case.json("POST", "/api/0/deploys/", "{'app': 'web'}", 400, "'error_name':'locked'")
                        .as(Who.DEPLOYER),
                Case.json("PUT", WEB, "{'lockedReason': 'False'}", 200, "'lockedReason':null"),
                Case.json("PUT", WEB, "{'locked_reason': 'again'}", 200, "'lockedReason':'again'"),
                Case.json("PUT", WEB, "{'lockedReason': false}", 200, "'lockedReason':null"),
                Case.form("PUT", WEB, "locked_reason=form", 200, "'lockedReason':'form'"),
                Case.form("PUT", WEB, "lockedReason=False", 200, "'lockedReason':null"),
                Case.json("PUT", WEB, "{'lockedReason': {}}", 400, "'message':{'lockedReason':'must be text'")));
    }

    @Test
    void environment_thatIsNotListed_isRefusedWithASuggestion() throws Exception {
        client.app("listed", repository, "true");
        client.put("/api/0/apps/listed/", Map.of("environments", Map.of("staging", Map.of("defaultRef", "main"))));

        var wrong = client.post("/api/0/deploys/", Map.of("app", "listed", "env", "prodution"));
        var production = client.post("/api/0/deploys/", Map.of("app", "listed", "env", "production"));

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.json().get("error_name").asString()).isEqualTo("invalid_environment");
        assertThat(wrong.json().get("error").asString()).contains("did you mean production?");
        assertThat(production.status()).isEqualTo(201);
    }

    @Test
    void rename_keepsDeploys() throws Exception {
        client.app("before", repository, "true");
        client.awaitEnd(client.deploy("before", ""));

        client.put("/api/0/apps/before/", Map.of("name", "after"));

        var deploy = client.get("/api/0/deploys/after/production/1/").json();
        assertThat(deploy.get("name").asString()).isEqualTo("after/production#1");
        assertThat(client.get("/api/0/deploys/?app=after").json()).hasSize(1);
        assertThat(client.get("/api/0/apps/before/").status()).isEqualTo(404);
    }
}
