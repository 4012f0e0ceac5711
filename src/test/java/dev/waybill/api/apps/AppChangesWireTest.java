package dev.waybill.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.WireFixture;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Changes of an app, and its lock. */
class AppChangesWireTest extends WireFixture {
    @TestFactory
    Stream<DynamicTest> change_isPartial() {
        return asked("""
                POST /api/0/apps/
                  name=part&repository=/x&provider=shell&provider_config={'command':'x'} => 201 'environments':{'production':{'defaultRef':'HEAD'}}
                PUT /api/0/apps/part/
                  {} => 200 'command':'x'
                  {'grace': null, 'default_environment': null, 'defaultEnvironment': null} => 200 'version':1
                  {'provider_config': {'command': 'y', 'timeout': null}} => 200 'command':'y'
                  {'providerConfig': '{\\'command\\': \\'z\\', \\'timeout\\': 1.5}'} => 200 {'timeout':1.5,
                  grace=5&timeout=60&read_timeout=7.5 => 200 {'timeout':60,'read_timeout':7.5,'command':'z'
                  {'timeout': 5, 'provider_config': {'timeout': 6}} => 400 timeout: is also in provider_config
                  grace=5&run_as=nobody&pool=few => 200 'grace':5.0,'runAs':'nobody','pool':'few'
                  {'runAs': 'daemon', 'grace': '6'} => 200 'grace':6.0,'runAs':'daemon'
                  grace=soon => 400 'grace':'must be a number of seconds above zero
                  deploy=[ -e x ] || { echo no; }&timeout=60&readTimeout=7.5 => 200 {'timeout':60,'read_timeout':7.5,'command':'[ -e x ] || { echo no; }'
                  {'environments': {'staging': {'default_ref': 'main'}}} => 200 {'staging':{'defaultRef':'main'}}
                  {'checks': [{'type': 'age', 'config': {'min': '1h'}}]} => 200 [{'type':'age','config':{'min':'1h'}}]
                  {'checks': []} => 200 'checks':[]
                  {'checks': [{'type': 'github', 'config': {'repo': 'a/b', 'token': {'env': 'T'}}}]} => 200 'config':{'repo':'a/b','token':{'env':'T'}}
                  {'notifiers': [{'type': 'email', 'config': {'to': ['a@b']}}]} => 200 [{'type':'email','config':{'to':['a@b']}}]
                  {'grace': 1e999} => 400 'grace'
                  {'provider_config': {'command': 'y', 'timeout': 1e999}} => 400 number of this size
                  {'provider_config': {'command': 'y', 'timeout': 123456789012345678901234567890}} => 400 timeout
                  {'name': 'web'} => 409 an app named web already exists
                  {'name': 'Bad Name'} => 400 'message':{'name':
                  {'repository': 'ext::sh'} => 400 'message':{'repository':
                PUT /api/0/apps/web/
                  DEPLOYER {'grace': 5} => 403 lacks the permission \\'configure\\' for web
                  READER {} => 200 'name':'web'
                  STRANGER {} => 404 invalid_resource
                DELETE /api/0/apps/part/
                  READER => 403 lacks the permission \\'configure\\'
                  => 200 {'id':'
                  => 404 invalid_resource
                """);
    }

    /** {@code lockedReason}: the words of old clients. */
    @TestFactory
    Stream<DynamicTest> lock_isTakenAndLeft() {
        return asked("""
                PUT /api/0/apps/web/
                  {'lockedReason': 'db migration'} => 200 'lockedReason':'db migration'
                  {'lockedReason': null} => 200 'lockedReason':'db migration'
                  {} => 200 'lockedReason':'db migration'
                  lockedReason= => 200 'lockedReason':'db migration'
                  READER {'lockedReason': 'db migration'} => 200 'db migration'
                  DEPLOYER {'lockedReason': 'mine'} => 403 lacks the permission \\'lock\\'
                  DEPLOYER {'lockedReason': 'False'} => 403 lacks the permission \\'lock\\'
                GET /api/0/apps/
                  => 200 'lockedReason':'db migration'
                POST /api/0/deploys/
                  DEPLOYER {'app': 'web'} => 400 'error_name':'locked'
                PUT /api/0/apps/web/
                  {'lockedReason': 'False'} => 200 'lockedReason':null
                  {'locked_reason': 'again'} => 200 'lockedReason':'again'
                  {'lockedReason': false} => 200 'lockedReason':null
                  locked_reason=form => 200 'lockedReason':'form'
                  lockedReason=False => 200 'lockedReason':null
                  {'lockedReason': {}} => 400 'message':{'lockedReason':'must be text'
                """);
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
