package dev.waybill.api.lookups;

import dev.waybill.api.WireFixture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What answers lists, and what else old pages asked for. */
class ListsWireTest extends WireFixture {
    private static final String LISTS = """
            GET /api/0/deploys/
              => 200 'status':'finished'
            GET /api/0/tasks
              => 200 web/production#1
            GET /api/0/tasks/
              ?status=pending&status=in_progress => 200 []
              ?status=pending&status=finished => 200 web/production#1
            GET /api/0/deploys/
              ?app=web&env=production&user=admin&ref=main&status=finished => 200 web/production#1
              ?app=&env=&user=&ref=&status=&limit=&cursor= => 200 web/production#1
              ?app=nosuch => 200 []
              ?env=nosuch => 200 []
              ?user=nosuch => 200 []
              ?ref=nosuch => 200 []
              ?app=web&ref=mai => 200 []
              ?app=%00 => 400 NUL
              ?status=done => 400 'message':{'status':
              ?status=finished&status=Finished => 400 'message':{'status':
              ?limit=100 => 200 web/production#1
              ?limit=101 => 400 'message':{'limit':
              ?limit=0 => 400 'message':{'limit':
              ?limit=-1 => 400 'message':{'limit':
              ?limit=x => 400 'message':{'limit':
              ?cursor=x => 400 'message':{'cursor':
              ?cursor=-1 => 400 'message':{'cursor':
              ?cursor=9223372036854775808 => 400 'message':{'cursor':
              ?cursor=9223372036854775807 => 200 web/production#1
              ?cursor=1 => 200 []
              ?cursor=0 => 200 []
              READER => 200 web/production#1
              STRANGER => 200 []
            GET /api/0/events/
              ?limit=101 => 400 'message':{'limit':
              ?cursor=x => 400 'message':{'cursor':
              ?kind=nosuch => 200 []
            GET /api/0/deploy-stats/
              ?app=web => 200 ,1]]
            GET /api/0/deploy-stats
              READER => 200 ,1]]
            GET /api/0/deploy-stats/
              STRANGER ?app=web => 404 'invalid_resource'
              ?app=nosuch => 404 'error_name':'invalid_resource'
            GET /api/0/config/
              => 201 'SENTRY_PUBLIC_DSN':null
            GET /api/0/config
              READER => 201 'VERSION':'
            """;

    @TestFactory
    Stream<DynamicTest> lists_areFilteredAndPaged() {
        return asked(LISTS);
    }
}
