package dev.waybill.api.lookups;

import dev.waybill.api.WireFixture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
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
}
