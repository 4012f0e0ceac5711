package dev.waybill.webhooks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.SharedServer;
import org.junit.jupiter.api.Test;

class WebhooksOffTest extends SharedServer {
    @Test
    void webhooks_areOff_untilASecretIsConfigured() throws Exception {
        var answer = new Signing(client).push("any", "acme/shop");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().get("error_name").asString()).isEqualTo("webhooks_off");
        assertThat(answer.json().get("error").asString()).contains("set github.webhook_secret");
    }
}
