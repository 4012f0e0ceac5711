package dev.waybill.notifiers.slack;

import dev.waybill.network.RetryAfter;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.receivers.Unreached;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** An incoming webhook, https://docs.slack.dev/messaging/sending-messages-using-incoming-webhooks, for one attempt. */
record Webhook(Receivers receivers, Instant now) {
    static final String URL = "webhook_url";

    private static final int INVALID = 400;

    /** Blocks. */
    Told tell(Notice notice, Map<String, Object> settings) throws InterruptedException {
        var body = JsonMapper.shared().writeValueAsString(Map.of("text", SlackText.of(notice)));
        try {
            return send(Message.json(url(settings), body));
        } catch (IOException e) {
            return new Told.Failed("", "its webhook_url " + e.getMessage(), true, null);
        }
    }

    private static URI url(Map<String, Object> settings) throws IOException {
        return Receivers.url(String.valueOf(settings.get(URL)));
    }

    private Told send(Message message) throws InterruptedException {
        var request = message.toString();
        try {
            var answer = receivers.send(message);
            if (answer.isSuccess()) {
                return new Told.Delivered(request, answer.summary());
            }
            var retryAt = RetryAfter.parse(answer.header("Retry-After").orElse(null), now);
            return answer.status() == INVALID
                    ? new Told.Refused(request, answer.summary())
                    : new Told.Failed(request, answer.summary(), true, retryAt);
        } catch (Unreached e) {
            return new Told.Failed(request, String.valueOf(e.getMessage()), true, null);
        }
    }
}
