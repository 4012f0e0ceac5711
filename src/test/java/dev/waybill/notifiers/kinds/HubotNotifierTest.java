package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Notifier;
import dev.waybill.spi.notices.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HubotNotifierTest extends NotifierContract {
    @Override
    Notifier notifier() {
        return new HubotNotifier(receivers);
    }

    @Override
    String path() {
        return "/hubot?key=" + SECRET;
    }

    @Override
    Map<String, Object> settings(String root) {
        return Map.of("url", root + path(), "room", "deploys");
    }

    @Test
    void hubot_getsTheRoom_andAMessageThatMentionsNobody() throws Exception {
        tell(Sample.of(9, Topic.FAILED, "failed <!channel> @here", List.of()));

        var json = received().getFirst().json();
        assertThat(json.path("room").asString()).isEqualTo("deploys");
        assertThat(json.path("event").asString()).isEqualTo("failed");
        assertThat(json.path("text").asString())
                .startsWith("failed <\u200b!channel> @\u200bhere\n")
                .endsWith(Sample.URL);
    }
}
