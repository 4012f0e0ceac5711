package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Notifier;
import dev.waybill.spi.notices.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DatadogNotifierTest extends NotifierContract {
    @Override
    Notifier notifier() {
        return new DatadogNotifier(receivers);
    }

    @Override
    String path() {
        return "/api/v1/events";
    }

    @Override
    Map<String, Object> settings(String root) {
        return Map.of("api_key", SECRET, "api_root", root + "/api/v1");
    }

    @Test
    void event_hasItsTags_andNotifiesNobody() throws Exception {
        tell(Sample.of(7, Topic.FAILED, "failed @all %%%" + "x".repeat(200), List.of("y".repeat(5_000))));

        var request = received().getFirst();
        assertThat(request.headers()).containsEntry("dd-api-key", SECRET);
        var json = request.json();
        assertThat(json.path("title").asString())
                .startsWith("failed @\u200ball %x")
                .hasSize(100);
        assertThat(json.path("text").asString())
                .startsWith(Sample.URL)
                .contains("@\u200ball")
                .hasSize(4_000);
        assertThat(json.path("alert_type").asString()).isEqualTo("error");
        assertThat(json.path("aggregation_key").asString()).isEqualTo("shop/production#42");
        assertThat(json.path("tags").values())
                .extracting(it -> it.asString())
                .containsExactly("event:failed", "app:shop", "env:production", "user:ann", "version:" + Sample.SHA);
    }

    @Test
    void webhook_getsTheSameEvent() throws Exception {
        var settings = Map.<String, Object>of("webhook_url", receiver.url("/events?api_key=" + SECRET));

        var told = notifier().tell(Sample.of(Topic.SUCCEEDED), Sample.context(settings));

        assertThat(told.request()).doesNotContain(SECRET);
        var json = receiver.at("/events?api_key=" + SECRET).getFirst().json();
        assertThat(json.path("alert_type").asString()).isEqualTo("success");
        assertThat(json.path("title").asString()).isEqualTo("shop/production#42 succeeded");
    }

    @Test
    void site_isAName() {
        assertThat(review(with("site", "evil.example.com/x?")))
                .singleElement()
                .satisfies(it -> assertThat(it.setting()).isEqualTo("site"));
    }
}
