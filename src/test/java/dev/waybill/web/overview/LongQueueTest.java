package dev.waybill.web.overview;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Browser;
import dev.waybill.api.ApiFixture;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** However many wait, and whatever people wrote, the first page stays one that somebody can read. */
@Tag("processes")
class LongQueueTest extends ApiFixture {
    @Test
    void firstPage_showsSomeOfThoseThatWait_andHowManyMore() throws Exception {
        client.app("shop", repository, "true");
        client.put("/api/0/drain/", Map.of());
        client.put("/api/0/apps/shop/lock/", Map.of("reason", "x".repeat(2_000), "kind", "warning"));
        for (var i = 0; i < 203; i++) {
            client.deploy("shop", "");
        }
        var browser = Browser.at(server);

        var page = browser.get("/", browser.signIn(server.token()));

        assertThat(page.text())
                .contains("195 more in the queue", "x".repeat(300) + "…")
                .doesNotContain("x".repeat(301));
    }
}
