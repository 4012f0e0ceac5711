package dev.waybill.slack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ShiftedTime;
import dev.waybill.receivers.Answer;
import dev.waybill.receivers.FakeReceiver;
import dev.waybill.receivers.Receivers;
import dev.waybill.slack.socket.NotConnected;
import dev.waybill.spi.Secret;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What Slack says when it is asked for a connection. */
class WorkspaceTest {
    private static final String ME = "{\"ok\": true, \"team_id\": \"T1\"}";

    private final FakeReceiver slack;
    private final Receivers receivers = new Receivers(Map.of(), () -> true, "test");

    WorkspaceTest() throws Exception {
        slack = new FakeReceiver();
    }

    @AfterEach
    void stop() {
        slack.close();
        receivers.close();
    }

    private Workspace workspace() {
        var api = new SlackApi(receivers, slack.url("/api"), new ShiftedTime());
        return new Workspace(api, new Credentials() {
            @Override
            public Secret app() {
                return new Secret("xapp-secret");
            }

            @Override
            public Secret bot() throws IOException {
                return new Secret("xoxb-secret");
            }
        });
    }

    private SlackFailure failure(@Nullable Answer answer) throws Exception {
        if (answer != null) {
            slack.answers("/api/users.info", _ -> answer);
        }
        try {
            workspace().member("U1");
            throw new AssertionError("Slack has not refused it");
        } catch (SlackFailure e) {
            return e;
        }
    }

    private static Answer answer(int status, Map<String, String> headers, String body) {
        return new Answer(status, headers, body);
    }

    @Test
    void refusal_saysWhy_andForHowLong() throws Exception {
        var limited = failure(answer(429, Map.of("Retry-After", "30"), "{\"ok\": false, \"error\": \"ratelimited\"}"));
        var revoked = failure(answer(200, Map.of(), "{\"ok\": false, \"error\": \"token_revoked\"}"));
        var broken = failure(answer(500, Map.of("Retry-After", "0"), "<html>"));
        var redirected = failure(answer(302, Map.of("Location", "http://127.0.0.1/secret"), ""));

        assertThat(limited).hasMessage("refuses users.info: ratelimited");
        assertThat(limited.retryAfter()).isBetween(Duration.ofSeconds(29), Duration.ofSeconds(30));
        assertThat(revoked).hasMessage("refuses users.info: token_revoked");
        assertThat(revoked.retryAfter()).isNull();
        assertThat(broken).hasMessage("refuses users.info: HTTP 500");
        assertThat(broken.retryAfter()).isNull();
        assertThat(redirected).hasMessage("refuses users.info: HTTP 302");
    }

    @Test
    void ticketOfAConnection_isNotInTheMessage() throws Exception {
        slack.answers("/api/auth.test", 200, ME);
        slack.answers("/api/apps.connections.open", 200, "{\"ok\": true, \"url\": \"wss://x y/?ticket=secret\"}");

        try {
            workspace().connection();
            throw new AssertionError("this is not a URL");
        } catch (NotConnected e) {
            assertThat(e)
                    .hasMessage("has answered without the URL of a WebSocket")
                    .hasNoCause();
        }
    }
}
