package dev.waybill.web.apps;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class AutoStateTest {
    @Test
    void environment_isAutomatic_beforeItsAutomationHasBegun() {
        assertThat(AutoState.of(true, Optional.empty(), "shop/production").word())
                .isEqualTo("automatic");
    }

    @Test
    void environmentWithoutAutomation_isDeployedByHand() {
        assertThat(AutoState.of(false, Optional.empty(), "shop/production").word())
                .isEqualTo("by hand");
    }
}
