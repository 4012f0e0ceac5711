package dev.waybill.web.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.SharedServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** One deploy runs, one waits for it, and one waits for somebody who holds a lock. */
class QueuePagesTest extends SharedServer {
    private JsonNode running;
    private String admin;

    @BeforeAll
    void fill() throws Exception {
        client.app("shop", repository, "echo begun; " + latch("shop").await());
        running = client.deploy("shop", "");
        client.awaitLog(running, "begun");
        client.deploy("shop", "");
        client.app("held", repository, "true");
        new Client(server.url(), token(Map.of("name", "b", "user", "<b>bob", "rights", List.of("deploy", "lock"))))
                .put("/api/0/apps/held/lock/", Map.of("reason", "<script>alert(1)</script>"));
        client.deploy("held", "?queue=true");
        admin = Browser.at(server).signIn(server.token());
    }

    @AfterAll
    void empty() throws Exception {
        latch("shop").open();
        client.awaitEnd(running);
    }

    private String token(Map<String, ?> token) throws Exception {
        return client.post("/api/0/tokens/", token).json().get("token").asString();
    }

    private String page(String path, String cookie) throws Exception {
        return Browser.at(server).get(path, cookie).text();
    }

    @Test
    void queue_showsWhatRuns_andWhatTheOthersWaitFor() throws Exception {
        assertThat(page("/queue", admin))
                .contains("1 running, 2 waiting")
                .containsSubsequence(
                        ">Running ",
                        "/apps/shop/production/1",
                        "Starts by itself",
                        "Waits for its turn",
                        "/apps/shop/production/2/cancel",
                        "Waits for somebody",
                        "Locked by &lt;b&gt;bob",
                        "&lt;script&gt;alert(1)",
                        "You can clear this")
                .doesNotContain("<script>alert", "<b>bob");
    }

    @Test
    void filter_showsWhatIsTheReaders() throws Exception {
        assertThat(page("/queue?of=clearable", admin))
                .contains("/apps/held/production/1")
                .doesNotContain("/apps/shop/production/");
        assertThat(page("/queue?of=mine", admin)).contains("/apps/shop/production/1", "/apps/held/production/1");
    }

    @Test
    void readOnly_seesWhyNothingCanBeCancelled() throws Exception {
        var reader = Browser.at(server).signIn(token(Map.of("name", "r", "user", "ann", "rights", List.of("read"))));

        assertThat(page("/queue", reader))
                .containsPattern("disabled title=\"The token .* lacks the permission")
                .doesNotContain("production/2/cancel", "You can clear this");
        assertThat(page("/queue?of=mine", reader)).contains("Nothing here is <strong>yours");
    }

    @Test
    void queue_teachesHowToDeploy_ifTheReaderSeesNone() throws Exception {
        client.app("quiet", repository, "true");
        var reader = Browser.at(server).signIn(token(Map.of("name", "q", "rights", List.of("read"), "apps", "quiet")));

        assertThat(page("/queue", reader))
                .contains(
                        "Nothing runs, nothing waits",
                        "waybill deploy shop to production --follow",
                        "curl -X POST",
                        server.url() + "/api/0/deploys/");
    }
}
