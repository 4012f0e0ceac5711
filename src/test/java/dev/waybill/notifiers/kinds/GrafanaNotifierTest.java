package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Notifier;
import dev.waybill.spi.notices.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GrafanaNotifierTest extends NotifierContract {
    @Override
    Notifier notifier() {
        return new GrafanaNotifier(receivers);
    }

    @Override
    String path() {
        return "/grafana/api/annotations";
    }

    @Override
    Map<String, Object> settings(String root) {
        return Map.of("url", root + "/grafana/", "token", SECRET, "tags", "europe", "dashboard_uid", "abc");
    }

    @Test
    void annotation_marksWhenTheDeployRan() throws Exception {
        tell(Sample.of(7, Topic.FAILED, "failed <script>", List.of("more")));

        var request = received().getFirst();
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + SECRET);
        var json = request.json();
        assertThat(json.path("dashboardUID").asString()).isEqualTo("abc");
        assertThat(json.path("time").asLong())
                .isEqualTo(Sample.NOW.minusSeconds(60).toEpochMilli());
        assertThat(json.path("timeEnd").asLong()).isEqualTo(Sample.NOW.toEpochMilli());
        assertThat(json.path("tags").values())
                .extracting(it -> it.asString())
                .containsExactly("deploy", "shop", "production", "failed", "europe");
        assertThat(json.path("text").asString())
                .isEqualTo("failed &lt;script&gt;\nmore\n<a href=\"%s\">shop/production#42</a>".formatted(Sample.URL));
    }

    @Test
    void whatIsNoEndOfADeploy_isNotMarked() throws Exception {
        for (var topic : List.of(Topic.QUEUED, Topic.STARTED, Topic.CANCELLED, Topic.UNLOCKED)) {
            assertThat(tell(Sample.of(topic)).answer()).isEqualTo("nothing to tell");
        }
        assertThat(received()).isEmpty();
    }
}
