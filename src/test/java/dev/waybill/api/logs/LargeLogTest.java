package dev.waybill.api.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.api.ApiFixture;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A log of several megabytes, in one answer and from its end. */
@Tag("processes")
class LargeLogTest extends ApiFixture {
    private static final int LINES = 60_000;

    @Test
    void page_withoutLimit_isWhole_thoughItIsSentInParts() throws Exception {
        client.app("loud", repository, "yes 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaäöü€' | head -n " + LINES);
        var deploy = client.deploy("loud", "");
        client.awaitTheEnd(deploy);
        var path = "/api/0/deploys/%s/log/".formatted(deploy.get("id").asString());
        var raw = client.get(path + "raw").text();

        var page = client.get(path).json();
        var part = client.get(path + "?limit=1500000").json();
        var rest =
                client.get(path + "?offset=" + part.get("nextOffset").asLong()).json();
        var last = client.get(path + "?offset=-1&limit=2000000").json();

        assertThat(text(page)).isEqualTo(raw);
        assertThat(page.get("complete").asBoolean()).isTrue();
        assertThat(page.get("caughtUp").asBoolean()).isTrue();
        assertThat(part.get("complete").asBoolean()).isFalse();
        assertThat(part.get("nextOffset").asLong()).isBetween(1_500_000L, 1_510_000L);
        assertThat(text(part) + text(rest)).isEqualTo(raw);
        assertThat(raw).endsWith(text(last));
        assertThat(bytes(text(last))).isBetween(2_000_000, 2_010_000);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String text(JsonNode page) {
        var text = new StringBuilder();
        page.get("chunks").forEach(chunk -> text.append(chunk.get("text").asString()));
        return text.toString();
    }
}
