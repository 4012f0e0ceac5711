package dev.waybill.slack.socket;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.ShiftedTime;
import dev.waybill.network.Clients;
import dev.waybill.slack.FakeSocketMode;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Connections to Slack that come and go. */
class SocketModeTest {
    private static final JsonNode PAYLOAD = JsonMapper.shared().readTree("{\"text\": \"deploy shop\"}");
    private static final Duration A_MINUTE = Duration.ofSeconds(61);

    private final ShiftedTime time = new ShiftedTime();
    private final Clients clients = new Clients(Map.of(), Duration.ofSeconds(10));
    private final BlockingQueue<Envelope> received = new LinkedBlockingQueue<>();
    private final AtomicInteger asked = new AtomicInteger();
    private FakeSocketMode slack;
    private SocketMode mode;
    private volatile @Nullable NotConnected refusal;
    private @Nullable Thread thread;

    @BeforeEach
    void connect() throws Exception {
        slack = new FakeSocketMode();
        mode = new SocketMode(this::url, new Dialer(clients, time), received::add, time);
    }

    private URI url() throws NotConnected {
        asked.incrementAndGet();
        var failure = refusal;
        if (failure != null) {
            throw failure;
        }
        return URI.create(slack.url());
    }

    private void start() {
        thread = Thread.startVirtualThread(() -> {
            try {
                mode.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @AfterEach
    void stop() throws Exception {
        if (thread != null) {
            thread.interrupt();
            thread.join();
        }
        slack.close();
        clients.close();
    }

    @Test
    void envelope_isAcknowledged_andHandled() throws Exception {
        start();
        slack.awaitConnections(1);

        var envelope = slack.send("slash_commands", PAYLOAD);

        assertThat(received.take()).isEqualTo(new Envelope(envelope, "slash_commands", PAYLOAD));
        slack.awaitAcknowledged(envelope);
        assertThat(mode.isConnected()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"warning", "refresh_requested"})
    void anotherConnection_isOpened_beforeTheOldOneIsClosed(String reason) throws Exception {
        start();
        slack.awaitConnections(1);
        slack.silent();

        slack.disconnect(reason);

        slack.awaitConnections(2); // which is not greeted, so not used so far
        var late = slack.sendThroughOldest("events_api", PAYLOAD);
        assertThat(received.take().id()).isEqualTo(late);
        slack.sendText("{\"type\": \"hello\"}");
        while (slack.connected() > 1) {
            Pause.briefly();
        }
        var next = slack.send("events_api", PAYLOAD);
        assertThat(received.take().id()).isEqualTo(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"link_disabled", "too_many_websockets", "something new"})
    void disconnection_forAnotherReason_isFollowedByAPause(String reason) throws Exception {
        start();
        slack.awaitConnections(1);

        slack.disconnect(reason);
        slack.drop();

        while (mode.isConnected()) {
            Pause.briefly();
        }
        assertThat(asked).hasValue(1);
        passUntilConnections(2);
    }

    @Test
    void lostConnection_isReplaced() throws Exception {
        start();
        slack.awaitConnections(1);

        slack.drop();

        passUntilConnections(2);
        var envelope = slack.send("events_api", PAYLOAD);
        assertThat(received.take().id()).isEqualTo(envelope);
    }

    @Test
    void refusal_isFollowedByThePauseThatSlackAsksFor() throws Exception {
        refusal = new NotConnected("asks to wait", Duration.ofSeconds(300));
        start();
        while (asked.get() == 0) {
            Pause.briefly();
        }
        refusal = null;

        time.pass(Duration.ofSeconds(100));
        time.pass(Duration.ofSeconds(100));
        assertThat(asked).hasValue(1);

        passUntilConnections(1);
    }

    @Test
    void whatIsNoEnvelope_isIgnored() throws Exception {
        start();
        slack.awaitConnections(1);

        for (var text : List.of("not JSON", "[]", "{\"type\": \"new\"}", "{}", "")) {
            slack.sendText(text);
        }

        var envelope = slack.send("events_api", PAYLOAD);
        assertThat(received.take().id()).isEqualTo(envelope);
    }

    @Test
    void messageThatIsTooLarge_endsTheConnection() throws Exception {
        start();
        slack.awaitConnections(1);

        slack.sendText("x".repeat(2 << 20));

        passUntilConnections(2);
    }

    private void passUntilConnections(int count) throws InterruptedException {
        while (slack.connections() < count || slack.connected() == 0) {
            time.pass(A_MINUTE);
            Pause.briefly();
        }
    }
}
