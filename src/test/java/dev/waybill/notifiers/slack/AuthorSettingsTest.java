package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Remark;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AuthorSettingsTest {
    private static final Map<String, Object> BOT = Map.of("token", "xoxb-1", "channel", "C1");

    private static List<String> mistakes(Map<String, Object> settings, Object authors) {
        var all = new HashMap<>(settings);
        all.put("authors", authors);
        return AuthorSettings.review(all).map(Remark::sentence).toList();
    }

    @Test
    void goodOnes_areAccepted() {
        assertThat(mistakes(BOT, Map.of("environments", "production"))).isEmpty();
        assertThat(mistakes(BOT, Map.of("environments", List.of("production", "eu-*"), "by", "direct")))
                .isEmpty();
        assertThat(mistakes(BOT, Map.of("environments", "production", "by", "thread")))
                .isEmpty();
    }

    @Test
    void whatIsWrong_isSaid() {
        assertThat(mistakes(BOT, Map.of()))
                .containsExactly("must have environments: names or patterns such as review-*");
        assertThat(mistakes(BOT, Map.of("environments", List.of("[")))).hasSize(1);
        assertThat(mistakes(BOT, Map.of("environments", "production", "by", "mail")))
                .singleElement()
                .satisfies(it -> assertThat(it).startsWith("must have by: thread"));
        assertThat(mistakes(BOT, Map.of("environments", "production", "via", "direct")))
                .containsExactly("must have no keys but environments and by");
    }

    @Test
    void whatMakesItFutile_isAWarning() {
        var authors = Map.of("environments", "production");
        var failures = new HashMap<>(BOT);
        failures.put("events", List.of("failed"));

        assertThat(mistakes(Map.of("webhook_url", "https://hooks.example.com"), authors))
                .containsExactly("has no effect without the token of a bot");
        assertThat(mistakes(failures, authors))
                .containsExactly("has no effect, because succeeded is not among the events");
    }
}
