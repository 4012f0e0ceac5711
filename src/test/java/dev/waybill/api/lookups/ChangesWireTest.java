package dev.waybill.api.lookups;

import dev.waybill.api.WireFixture;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Routes about what changed; web was deployed once, then two commits were made, and side left before them. */
class ChangesWireTest extends WireFixture {
    @BeforeAll
    void commit() throws Exception {
        repository.git("branch", "side");
        repository.commit("1.sql", "create table a");
        repository.git("commit", "--quiet", "--amend", "--message", "[Migration] Add a table (#7)");
        repository.commit("page", "hello");
        repository.git("checkout", "--quiet", "side");
        repository.commit("side", "aside");
        client.put("/api/0/apps/web/", Map.of("mark", Map.of("db", "*.sql"), "change_labels", List.of("migration")));
        client.app("gone", repository, "true");
        client.put(
                "/api/0/apps/gone/",
                Map.of("repository", directory.resolve("nowhere").toString()));
    }

    @TestFactory
    Stream<DynamicTest> changes_ofAnEnvironment() {
        return asked("""
                GET /api/0/apps/web/envs/production/changes/
                  ?ref=main => 200 {'live':{'ref':'main','sha':'
                  ?ref=main => 200 'deploy':'web/production#1'},'target':{'ref':'main','sha':'
                  ?ref=main => 200 'relation':'ahead','ahead':2,'behind':0,'message':null,
                  ?ref=main => 200 'commitCount':2,'lost':[],'lostCount':0,'files':[
                  ?ref=main => 200 'title':'[Migration] Add a table (#7)','author':'Ann','date':
                  ?ref=main => 200 'pullRequest':7,'labels':['migration'],'link':null,'login':null,'pullRequests':null}]
                  ?ref=main => 200 {'path':'page','status':'added','previous':null}],'fileCount':2
                  ?ref=main => 200 'marks':{'db':{'files':['1.sql'],'fileCount':1,'pullRequests':[]}},'labels':['migration'],'link':null,'pullRequestsMessage':null}
                  ?ref=main&limit=1 => 200 'title':'Change page'
                  ?ref=main~2 => 200 'relation':'same','ahead':0,'behind':0
                  => 200 'target':{'ref':'side',
                  ?ref=nosuch => 400 'error_name':'invalid_ref'
                  ?ref=-x => 400 'error_name':'invalid_ref'
                  ?limit=0 => 400 'limit'
                  ?limit=251 => 400 'limit'
                GET /api/0/apps/web/envs/staging/changes/
                  ?ref=main => 200 {'live':null,'target':
                  ?ref=main => 200 'relation':'unknown','ahead':null,
                  ?ref=main => 200 'message':'nothing is live yet; these
                  ?ref=main => 200 'title':'Change readme'
                GET /api/0/apps/web/envs/No Name/changes/
                  => 400 'error_name':'invalid_environment'
                GET /api/0/apps/nosuch/envs/production/changes/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/apps/gone/envs/production/changes/
                  => 503 does not appear to be a git repository
                  => 503 The repository cannot be reached: not found:
                POST /api/0/deploys/
                  {'app':'gone','ref':'main','expectedSha':'abcdef0'} => 503 the repository does not respond (not found:
                  {'app':'gone','ref':'main'} => 201 not found: the repository does not exist
                GET /api/0/apps/web/envs/production/changes/
                  READER => 200 'live'
                  STRANGER => 404 'error_name':'invalid_resource'
                """);
    }

    @TestFactory
    Stream<DynamicTest> changes_betweenAnyTwo() {
        return asked("""
                GET /api/0/apps/web/changes/
                  ?from=main&to=side => 200 'relation':'diverged','ahead':1,'behind':2,
                  ?from=main&to=side => 200 'deploy':null},'target':{'ref':'side'
                  ?from=main&to=main~1 => 200 'relation':'behind','ahead':0,'behind':1
                  ?from=:production&to=main => 200 {'live':{'ref':':production',
                  ?from=main&to=:production%231 => 200 'behind':2
                  ?from=:production%232&to=main => 400 has no deploy #2 with a commit
                  ?from=:staging&to=main => 400 nothing is live in staging of web yet
                  ?from=:&to=main => 400 'error_name':'invalid_ref'
                  ?from=:Bad Name&to=main => 400 'error_name':'invalid_environment'
                  ?from=main&to=nosuch => 400 no branch, tag or commit \\'nosuch\\'
                  => 400 'from':'Missing required parameter in the query','to':'Missing
                  ?from=main&to=0123456789012345678901234567890123456789 => 400 'invalid_ref'
                  STRANGER ?from=main&to=side => 404 'error_name':'invalid_resource'
                """);
    }

    @TestFactory
    Stream<DynamicTest> changes_asTheOldServiceShowedThem() {
        return asked("""
                GET /api/0/remote-changes/web/
                  ?startRef=side~1&endRef=main => 200 [{'oid':'
                  ?startRef=side~1&endRef=main => 200 'messageHeadline':'Change page','authoredDate':'
                  ?startRef=side~1&endRef=main => 200 'author':{'name':'Ann','date':'
                  ?startRef=main&endRef=main => 200 []
                  ?startRef=main => 400 'endRef':'Missing required parameter in the query'
                  ?startRef=main&endRef=nosuch => 400 'error_name':'invalid_ref'
                GET /api/0/remote-changes/nosuch/
                  ?startRef=a&endRef=b => 404 'invalid_resource'
                """);
    }
}
