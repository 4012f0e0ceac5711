package dev.waybill.api.lookups;

import dev.waybill.api.WireFixture;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** How environments stand, back and onward, and what was expected. The server drains, so that all that is asked for waits. */
class EnvironmentsWireTest extends WireFixture {
    private static final String APPS = "/api/0/apps/";
    private static final String DEPLOYS = "/api/0/deploys/";
    private static final String BACK = APPS + "back/envs/production/rollback/";

    /** Each method asks for what changes nothing, or has an app to itself. */
    private static final List<String> QUICK = List.of("seen", "judged", "expected", "diverged");

    private static final List<String> HELD = List.of("busy", "held");

    private String first;
    private String second;

    @BeforeAll
    void deploy() throws Exception {
        first = repository.git("rev-parse", "main");
        client.app("back", repository, "echo forward");
        for (var app : QUICK) {
            client.app(app, repository, "true");
        }
        for (var app : HELD) {
            var hold = directory.resolve("hold");
            client.app(app, repository, "echo begun; while [ -e '%s' ]; do sleep 0.2; done".formatted(hold));
        }
        for (var app : List.of("back", "seen", "judged", "expected", "diverged", "busy", "held")) {
            client.awaitEnd(client.deploy(app, ""));
        }
        second = repository.commit("prices", "rounded up");
        client.awaitEnd(client.deploy("back", ""));
        for (var app : QUICK) {
            client.awaitEnd(client.deploy(app, ""));
        }
        repository.git("checkout", "--quiet", "-b", "side", first);
        repository.commit("side", "another way");
        repository.git("checkout", "--quiet", "main");

        Files.createFile(directory.resolve("hold"));
        for (var app : HELD) {
            client.awaitLog(client.deploy(app, ""), "begun");
        }
        client.put("/api/0/drain/", Map.of());
    }

    @AfterAll
    void letGo() throws Exception {
        Files.deleteIfExists(directory.resolve("hold"));
    }

    @TestFactory
    Stream<DynamicTest> environment_isShown_toWhoMaySeeIt() {
        return asked("""
                GET /api/0/apps/web/envs/production/
                  => 200 'defaultRef':'main','live':{'sha':'{first}
                GET /api/0/apps/web/envs/production
                  READER => 200 'deploy':'web/production#1'
                GET /api/0/apps/web/envs/eu/
                  => 200 'live':null,'previous':null,'running':null,'waiting':[]
                GET /api/0/apps/back/envs/production/
                  => 200 'previous':{'sha':'{first}
                GET /api/0/apps/held/envs/production/
                  => 200 'running':{'deploy':'held/production#2'
                GET /api/0/apps/web/envs/No such/
                  => 400 'error_name':'invalid_environment'
                GET /api/0/apps/nosuch/envs/production/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/apps/web/envs/production/
                  STRANGER => 404 'error_name':'invalid_resource'
                GET /api/0/overview/
                  => 200 {'app':'web','environments':[{'environment':'production','live':{'sha'
                GET /api/0/overview
                  STRANGER => 200 {'apps':[{'app':'other','environments':[{'environment':'production','live':null
                """.replace("{first}", first));
    }

    @TestFactory
    Stream<DynamicTest> explain_saysWhatHoldsIt() {
        var explain = APPS + "seen/envs/production/explain/";
        return asked(List.of(
                Case.get(explain, 200, "'deploy':null,'ref':'main','sha':'" + second),
                Case.get(explain, 200, "'code':'DRAINING'").as(Who.READER),
                Case.get(explain + "?as=me&ref=side", 200, "'code':'REASON_NEEDED'"),
                Case.get(explain + "?as=me&ref=" + "main~1", 200, "'code':'OLDER_THAN_LIVE'"),
                Case.get(explain + "?as=me", 200, "'code':'NOT_PERMITTED'").as(Who.READER),
                Case.get(explain + "?force=true", 200, "'code':'NOT_PERMITTED'").as(Who.READER),
                Case.get(explain + "?as=automation&ref=side", 200, "'ref':'side'"),
                Case.get(explain + "?ref=nosuch", 400, "'error_name':'invalid_ref'"),
                Case.get(explain + "?ref=-x", 400, "'error_name':'invalid_ref'"),
                Case.get(explain + "?as=robot", 400, "'message':{'as':'must be"),
                Case.get(explain + "?force=maybe", 400, "'message':{'force':"),
                Case.get(APPS + "seen/envs/No such/explain/", 400, "'error_name':'invalid_environment'"),
                Case.get(explain, 404, "'error_name':'invalid_resource'").as(Who.STRANGER)));
    }

    @TestFactory
    Stream<DynamicTest> rollback_goesBack_orSaysWhyNot() {
        return asked(List.of(
                Case.json("POST", BACK, "{}", 400, "'message':{'reason':'Missing required"),
                Case.json("POST", BACK, "{'reason': 'x', 'config': 'later'}", 400, "'config':'must be"),
                Case.json("POST", BACK, "{'reason': 'x', 'cancel': 'perhaps'}", 400, "'cancel':'Invalid literal"),
                Case.json("POST", BACK, "{'reason': 'x', 'reson': 'x'}", 400, "did you mean reason?"),
                Case.json("POST", BACK, "{'reason': 'x', 'to': 'main'}", 400, "'to':'must be the number"),
                Case.json("POST", BACK, "{'reason': 'x', 'to': '#99'}", 400, "was never live in production"),
                Case.json("POST", BACK, "{'reason': 'x', 'to': '0000000'}", 400, "'error_name':'invalid_ref'"),
                Case.json("POST", BACK, "{'reason': 'x', 'to': '#2'}", 400, "is already live in production"),
                Case.json("POST", BACK, "{'reason': 'x', 'to': '" + second + "'}", 400, "is already live"),
                Case.json("POST", APPS + "back/envs/eu/rollback/", "{'reason': 'x'}", 400, "nothing is live in eu"),
                Case.json("POST", APPS + "back/envs/No such/rollback/", "{'reason': 'x'}", 400, "invalid_environment"),
                Case.json(
                        "POST", APPS + "web/envs/production/rollback/", "{'reason': 'x'}", 400, "has no good version"),
                Case.json(
                        "POST", APPS + "nosuch/envs/production/rollback/", "{'reason': 'x'}", 404, "invalid_resource"),
                Case.json("POST", BACK, "{'reason': 'x'}", 403, "not_permitted").as(Who.READER),
                Case.json("POST", BACK, "{'reason': 'x'}", 404, "invalid_resource")
                        .as(Who.STRANGER),
                Case.json("POST", BACK + "?dry_run=true", "{'reason': 'x'}", 200, "'commands':['echo forward']"),
                Case.json("POST", BACK + "?dry_run=maybe", "{'reason': 'x'}", 200, "'WAYBILL_ROLLBACK':'waybill'"),
                Case.json("POST", BACK + "?dry_run=false", "{'reason': 'x', 'to': 1}", 201, "'rollback':true")
                        .as(Who.DEPLOYER),
                Case.form("POST", BACK + "?dry_run=1", "reason=x&to=" + "%231&config=now", 200, "'ref':'main'"),
                Case.form("POST", BACK, "reason=prices&to=" + first.substring(0, 7), 409, "is already pending"),
                Case.get(APPS + "back/envs/production/", 200, "'quarantined':[{'sha':'" + second)));
    }

    @TestFactory
    Stream<DynamicTest> rollback_cancelsWhatRuns_ifThatIsSaid() {
        return asked("""
                POST /api/0/deploys/busy/production/2/judge/
                  {'verdict': 'faulty'} => 409 has not ended yet
                POST /api/0/apps/busy/envs/production/rollback/
                  {'reason': 'x'} => 409 busy/production#2 is running
                POST /api/0/apps/busy/envs/production/rollback/?dry_run=1
                  {'reason': 'x'} => 409 'error_name':'conflict'
                  {'reason': 'x', 'cancel': true} => 200 'cancels':'busy/production#2'
                GET /api/0/deploys/busy/production/2/
                  => 200 'status':'in_progress'
                POST /api/0/apps/busy/envs/production/rollback/
                  {'reason': 'x', 'cancel': true} => 201 rolled back from busy/production#2 to the version of busy/production#1
                GET /api/0/deploys/busy/production/2/
                  => 200 'status':'cancelled'
                """);
    }

    @TestFactory
    Stream<DynamicTest> promotion_takesWhatIsLive_orSaysWhyNot() {
        return asked("""
                POST /api/0/apps/web/envs/production/promote/
                  {} => 400 'message':{'to':'Missing required
                  {'to': 'production'} => 400 'to':'is the environment to deploy to
                  {'to': 'No such'} => 400 'error_name':'invalid_environment'
                POST /api/0/apps/web/envs/eu/promote/
                  {'to': 'us'} => 400 nothing is live in eu
                POST /api/0/apps/nosuch/envs/eu/promote/
                  {'to': 'us'} => 404 invalid_resource
                POST /api/0/apps/web/envs/production/promote/
                  READER {'to': 'us'} => 403 not_permitted
                  STRANGER {'to': 'us'} => 404 invalid_resource
                POST /api/0/apps/web/envs/production/promote/?dry_run=true
                  {'to': 'us'} => 200 'environment':'us','ref':'main'
                POST /api/0/apps/web/envs/production/promote/
                  DEPLOYER {'to': 'us', 'reason': 'x'} => 201 'name':'web/us#1'
                  {'to': 'us'} => 201 'message':'promoted from web/production#1
                """);
    }

    @TestFactory
    Stream<DynamicTest> judgement_isKept_andAQuarantineNeedsAReasonToEnd() {
        var judge = DEPLOYS + "judged/production/1/judge/";
        return asked(List.of(
                Case.json("POST", judge, "{}", 400, "'message':{'verdict':'Missing required"),
                Case.json("POST", judge, "{'verdict': 'bad'}", 400, "'verdict':'must be"),
                Case.json("POST", judge, "{'verdict': 'faulty'}", 403, "not_permitted")
                        .as(Who.READER),
                Case.json("POST", judge, "{'verdict': 'faulty'}", 404, "invalid_resource")
                        .as(Who.STRANGER),
                Case.json(
                        "POST",
                        DEPLOYS + "judged/production/99/judge/",
                        "{'verdict': 'good'}",
                        404,
                        "invalid_resource"),
                Case.json("POST", judge, "{'verdict': 'good'}", 200, "'judgement':{'verdict':'good','cause':'judged'"),
                Case.json("POST", judge, "{'verdict': 'faulty', 'reason': 'slow'}", 200, "'reason':'slow'")
                        .as(Who.DEPLOYER),
                Case.json("POST", judge, "{'verdict': 'good'}", 400, "'reason':'is required to release"),
                Case.json("POST", judge, "{'verdict': 'good', 'reason': 'the cache'}", 200, "'verdict':'good'")));
    }

    @TestFactory
    Stream<DynamicTest> whatWasExpected_isHeldToWhatIs() {
        return asked("""
                POST /api/0/deploys/
                  {'app': 'expected', 'expectedLive': '{first}'} => 409 'error_name':'changed_since_seen','blockers':[{'code':'CHANGED_SINCE_SEEN'
                  {'app': 'expected', 'expectedLive': '{first}'} => 409 'changes':{'live':
                  {'app': 'expected', 'expectedLive': 'none'} => 409 changed_since_seen
                  {'app': 'expected', 'expected_sha': '{first}'} => 409 the requested commit has changed
                POST /api/0/deploys/?dry_run=true
                  {'app': 'expected', 'expectedSha': '0000000'} => 409 changed_since_seen
                POST /api/0/deploys/
                  {'app': 'expected', 'expectedLive': '12345'} => 400 'message':{'expectedLive':'must be 7
                  {'app': 'expected', 'expectedSha': 'main'} => 400 'message':{'expectedSha':'must be 7
                  {'app': 'expected', 'env': 'us', 'expectedLive': 'none'} => 201 'environment':'us'
                  {'app': 'expected', 'expectedLive': '{short}', 'expectedSha': '{second}'} => 201 'sha':'{second}
                """.replace("{first}", first)
                .replace("{short}", second.substring(0, 7))
                .replace("{second}", second));
    }

    @TestFactory
    Stream<DynamicTest> divergedBranch_needsAReason_ofWhoCanGiveOne() {
        return asked("""
                POST /api/0/deploys/
                  {'app': 'diverged', 'ref': 'side'} => 400 'error_name':'reason_needed'
                  {'app': 'diverged', 'ref': 'side'} => 400 1 commit that is live would be lost
                POST /api/0/diverged/deploy/?ref=side
                  {} => 400 'code':'REASON_NEEDED'
                POST /api/0/deploys/?dry_run=1
                  {'app': 'diverged', 'ref': 'side'} => 200 'code':'REASON_NEEDED'
                POST /api/0/deploys/
                  {'app': 'diverged', 'ref': 'side', 'reason': 'a trial'} => 201 have diverged
                POST /api/0/tasks/
                  {'app': 'diverged', 'ref': 'side'} => 201 have diverged
                POST /api/0/deploys/
                  {'app': 'diverged', 'ref': 'side', 'user': 'bob'} => 201 'trigger':'old_client'
                  {'app': 'diverged', 'ref': 'side', 'user': 'bob'} => 201 have diverged
                """);
    }
}
