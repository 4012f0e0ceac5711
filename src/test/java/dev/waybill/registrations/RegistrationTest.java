package dev.waybill.registrations;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.forge.Deployments;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationTest {
    private static String sentence(@Nullable Long deployment, @Nullable String complaint, boolean isGivenUp) {
        var state = deployment == null ? null : Deployments.State.IN_PROGRESS;
        return new Registration("GitHub", "acme/shop", deployment, state, complaint, Instant.EPOCH, isGivenUp)
                .sentence();
    }

    @Test
    void sentence_saysWhetherItMayStillBeRegistered() {
        assertThat(sentence(null, "HTTP 503", false)).isEqualTo("Not registered at GitHub yet: HTTP 503");
        assertThat(sentence(null, "HTTP 503", true)).isEqualTo("Was not registered at GitHub: HTTP 503");
        assertThat(sentence(7L, null, false))
                .isEqualTo("Registered at GitHub as deployment 7 of acme/shop, in progress");
        assertThat(sentence(7L, "HTTP 503", true))
                .isEqualTo(
                        "Registered at GitHub as deployment 7 of acme/shop, in progress; its end was not reported: HTTP 503");
    }
}
