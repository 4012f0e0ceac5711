package dev.waybill.apps;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.config.AppConfig;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.errors.Invalid;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An app that was stored under a higher limit can be edited, as long as it does not grow. */
class InputGrowthTest {
    private static AppConfig app(int length) {
        Map<String, Object> fields = Map.of("repository", "/srv/shop", "deploy", "x".repeat(length));
        return new AppReader(TestPlugins.ALL).read(fields).config();
    }

    @Test
    void require_refusesWhatGrowsBeyondTheLimit_andNothingElse() {
        var limit = new InputLimit(1_200);
        limit.require(app(500), null);
        limit.require(app(2_000), app(2_000));
        limit.require(app(1_900), app(2_000));
        assertThatThrownBy(() -> limit.require(app(2_001), app(2_000))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> limit.require(app(2_000), app(500))).isInstanceOf(Invalid.class);
        assertThatThrownBy(() -> limit.require(app(2_000), null)).isInstanceOf(Invalid.class);
    }
}
