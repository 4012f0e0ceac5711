package dev.waybill.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Latch;
import dev.waybill.api.WireFixture;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/** The log of a deploy, as a page, as bytes and as a stream. */
class LogsWireTest extends WireFixture {
    @TestFactory
    Stream<DynamicTest> log_isRead() {
        return asked("""
                GET /api/0/deploys/1/log/
                  => 200 hello\\n
                GET /api/0/deploys/1/log
                  => 200 'complete':true,'caughtUp':true}
                GET /api/0/tasks/1/log/
                  => 200 hello\\n
                GET /api/0/deploys/web/production/1/log/
                  ?offset= => 200 hello\\n
                GET /api/0/tasks/web/production/1/log/
                  ?offset=-1&limit=1000 => 200 hello\\n
                GET /api/0/deploys/1/log/
                  ?offset=-1 => 200 {'chunks':[{'text':'>> web/production#1
                  ?offset=99999 => 200 'chunks':[],'nextOffset':99999,'complete':true,'caughtUp':true
                  ?offset=0&limit=1 => 200 'complete':false,'caughtUp':false}
                  ?offset=-2 => 400 'message':{'offset':
                  ?offset=x => 400 'message':{'offset':
                  ?offset=9999999999999999999 => 400 'message':{'offset':
                  ?limit=many => 400 'message':{'limit':
                  ?limit=0 => 400 'message':{'limit':
                  ?wait=21 => 400 'message':{'wait':
                  ?wait=20 => 200 hello\\n
                  READER => 200 hello\\n
                  STRANGER => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/999/log/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/deploys/x/log/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/tasks/web/production/x/log/raw
                  => 404 'error_name':'invalid_resource'
                """);
    }

    @Test
    void offset_isAnyByte() throws Exception {
        client.app("bytes", repository, "printf 'a\\303\\244\\342\\202\\254\\360\\237\\230\\200z\\n\\n'");
        var deploy = client.deploy("bytes", "");
        client.awaitEnd(deploy);
        var path = "/api/0/deploys/bytes/production/1/log/";
        var bytes = client.get(path + "raw").text().getBytes(StandardCharsets.UTF_8);

        for (var offset = 0; offset <= bytes.length; offset++) {
            var page = client.get(path + "?offset=" + offset).json();
            var tail = client.get(path + "?offset=-1&limit=" + (offset + 1)).json();

            assertThat(text(page)).isEqualTo(new String(bytes, offset, bytes.length - offset, StandardCharsets.UTF_8));
            assertThat(page.get("nextOffset").asInt()).isEqualTo(bytes.length);
            assertThat(page.get("complete").asBoolean()).isTrue();
            assertThat(new String(bytes, StandardCharsets.UTF_8)).endsWith(text(tail));
            assertThat(text(tail).getBytes(StandardCharsets.UTF_8).length)
                    .isBetween(Math.min(offset + 1, bytes.length), offset + 4);
            assertThat(tail.get("nextOffset").asInt()).isEqualTo(bytes.length);
        }
    }

    /** Why it waits stands in its blockers, and an old client goes on with the offset that it gets. */
    @Test
    void log_ofADeployThatHasNotStarted_isEmpty() throws Exception {
        var go = new Latch(directory.resolve("go"));
        client.app("queued", repository, go.await());
        var first = client.deploy("queued", "");
        client.awaitLog(first, ">>");
        client.deploy("queued", "");
        var path = "/api/0/deploys/queued/production/2/log/";

        var whole = client.get(path).text();
        var tail = client.get(path + "?offset=-1&limit=1000").text();
        var later = client.get(path + "?offset=7").json();
        client.put("/api/0/deploys/queued/production/2/", Map.of("status", "cancelled"));
        var over = client.get(path).text();
        go.open();
        client.awaitEnd(first);

        var empty = "{\"chunks\":[],\"nextOffset\":0,\"complete\":false,\"caughtUp\":true}";
        assertThat(whole).isEqualTo(empty);
        assertThat(tail).isEqualTo(empty);
        assertThat(later.get("nextOffset").asInt()).isEqualTo(7);
        assertThat(over).isEqualTo(empty.replace("false", "true"));
    }

    @Test
    void wait_isEndedByWhatComes_alsoAtTheTail() throws Exception {
        var on = new Latch(directory.resolve("on"));
        client.app("slow", repository, "echo begun; %s; echo done".formatted(on.await()));
        var deploy = client.deploy("slow", "");
        var path = "/api/0/deploys/slow/production/1/log/";
        var tail = client.get(path + "?offset=-1&limit=1000&wait=20").json();
        client.awaitLog(deploy, "begun\n");
        var end = client.get(path).json().get("nextOffset").asLong();

        var atOnce = client.get(path + "?offset=" + end).json();
        on.open();
        var more = client.get(path + "?wait=20&offset=" + end).json();

        assertThat(tail.get("chunks")).isNotEmpty();
        assertThat(atOnce.get("chunks")).isEmpty();
        assertThat(atOnce.get("caughtUp").asBoolean()).isTrue();
        assertThat(atOnce.get("complete").asBoolean()).isFalse();
        assertThat(text(more)).startsWith("done");
        client.awaitEnd(deploy);
    }

    private static String text(JsonNode page) {
        return page.get("chunks")
                .valueStream()
                .map(chunk -> chunk.get("text").asString())
                .collect(Collectors.joining());
    }

    @Test
    void rawLog_givesBytes_andParts_andTheCommandsOwn() throws Exception {
        var path = "/api/0/deploys/1/log/raw";
        var whole = client.get(path);
        var part = client.send(client.request(path).header("Range", "bytes=3-5").GET());
        var tail = client.send(client.request(path).header("Range", "bytes=-4").GET());
        var behind =
                client.send(client.request(path).header("Range", "bytes=99999-").GET());

        assertThat(whole.text()).startsWith(">> web/production#1").contains("\nhello\n>> succeeded");
        assertThat(client.get(path + "?origin=command").text()).isEqualTo("hello\n");
        assertThat(part.status()).isEqualTo(206);
        assertThat(part.text()).isEqualTo(whole.text().substring(3, 6));
        assertThat(part.response().headers().firstValue("Content-Range"))
                .contains("bytes 3-5/" + whole.text().length());
        assertThat(tail.text()).isEqualTo(whole.text().substring(whole.text().length() - 4));
        assertThat(behind.status()).isEqualTo(416);
        assertThat(client.get(path + "?origin=x").status()).isEqualTo(400);
    }

    @Test
    void logStream_givesEveryByte_andGoesOnWhereItWasCutOff() throws Exception {
        var all = client.get("/api/0/deploys/1/log/stream");
        var rest = client.send(client.request("/api/0/deploys/1/log/stream")
                .header("Last-Event-ID", "10")
                .GET());
        var offset = client.get("/api/0/deploys/1/log/stream?offset=10");

        assertThat(all.contentType()).isEqualTo("text/event-stream");
        assertThat(all.text()).contains("event: log\n").contains("hello\\n").contains("event: end\n");
        assertThat(rest.text()).isEqualTo(offset.text()).doesNotContain(">> web/pro");
    }
}
