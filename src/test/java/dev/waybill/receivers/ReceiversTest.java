package dev.waybill.receivers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReceiversTest {
    private final Receivers open = new Receivers(Map.of(), () -> true, "1.2");
    private final Receivers guarded = new Receivers(Map.of(), () -> false, "1.2");
    private FakeReceiver receiver;

    @BeforeEach
    void start() throws IOException {
        receiver = new FakeReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        open.close();
        guarded.close();
    }

    @Test
    void unauthorized_isAnAnswer_alsoIfItDoesNotSayHowToLogIn() throws Exception {
        receiver.answers("/hook", 401, "invalid_token");

        assertThat(open.send(Message.json(url("/hook"), "{}")).summary()).isEqualTo("HTTP 401: invalid_token");
    }

    @Test
    void message_arrivesAsItIs_andTheAnswerComesBack() throws Exception {
        receiver.answers("/hook?a=1", _ -> new Answer(202, Map.of("X-Id", "7"), "später"));

        var answer = open.send(Message.json(url("/hook?a=1"), Map.of("Authorization", "Bearer x"), "{\"text\":\"ü\"}"));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.header("x-id")).contains("7");
        assertThat(answer.body()).isEqualTo("später");
        var received = receiver.at("/hook?a=1").getFirst();
        assertThat(received.method()).isEqualTo("POST");
        assertThat(received.body()).isEqualTo("{\"text\":\"ü\"}");
        assertThat(received.headers())
                .containsEntry("content-type", "application/json")
                .containsEntry("authorization", "Bearer x")
                .containsEntry("user-agent", "Waybill/1.2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "[::1]", "2130706433"})
    void privateAddress_isRefused_howeverItIsWritten(String host) {
        var port = receiver.port();

        assertThatExceptionOfType(Unreached.class)
                .isThrownBy(() -> guarded.send(Message.json(URI.create("http://%s:%d/x".formatted(host, port)), "{}")))
                .withMessageMatching(".* is at .*, a private address; whoever runs this server .*allow_private_targets")
                .matches(Unreached::isForbidden);
        assertThat(receiver.at("/x")).isEmpty();
    }

    @Test
    void linkLocalAddress_isRefused_alsoWherePrivateOnesAreAllowed() {
        assertThatExceptionOfType(Unreached.class)
                .isThrownBy(() -> open.send(Message.json(URI.create("http://169.254.169.254/latest"), "{}")))
                .withMessageContaining("to which nothing is sent");
    }

    @Test
    void redirect_isNotFollowed() throws Exception {
        receiver.answers("/from", _ -> new Answer(307, Map.of("Location", receiver.url("/to")), ""));

        assertThat(open.send(Message.json(url("/from"), "{}")).status()).isEqualTo(307);
        assertThat(receiver.at("/to")).isEmpty();
    }

    @Test
    void refusalIsAnAnswer_alsoWithoutAChallenge_orAVeryLongOne() throws Exception {
        receiver.answers("/no", 401, "no").answers("/much", 200, "x".repeat(3 << 20));

        assertThat(open.send(Message.json(url("/no"), "{}")).summary()).isEqualTo("HTTP 401: no");
        assertThat(open.send(Message.json(url("/much"), "{}")).body()).hasSize(64 << 10);
    }

    @Test
    void cookie_isNotSentBack_becauseItMayBeAnotherApps() throws Exception {
        receiver.answers("/", _ -> new Answer(200, Map.of("Set-Cookie", "session=1; Path=/"), ""));

        open.send(Message.json(url("/"), "{}"));
        open.send(Message.json(url("/"), "{}"));

        assertThat(receiver.at("/"))
                .hasSize(2)
                .allSatisfy(it -> assertThat(it.headers()).doesNotContainKey("cookie"));
    }

    @Test
    void hostThatRefusesOrIsUnknown_isNamed_withoutThePath() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = socket.getLocalPort();
        }

        assertThatExceptionOfType(Unreached.class)
                .isThrownBy(
                        () -> open.send(Message.json(URI.create("http://127.0.0.1:%d/secret".formatted(closed)), "")))
                .withMessageStartingWith("127.0.0.1 could not be reached")
                .satisfies(e -> assertThat(e.getMessage()).doesNotContain("secret"));
        assertThatExceptionOfType(Unreached.class)
                .isThrownBy(() -> open.send(Message.json(URI.create("http://no-such-host.invalid/secret"), "")))
                .withMessage("the name no-such-host.invalid is not known");
    }

    /** The client's exception is an InterruptedIOException, although nobody has interrupted this thread. */
    @Test
    void hostThatAcceptsNoConnections_isNamed_andIsNoInterrupt() throws Exception {
        try (var impatient = new Receivers(Map.of(), () -> true, "1.2", Duration.ofMillis(200));
                var full = new FullQueue()) {
            assertThatExceptionOfType(Unreached.class)
                    .isThrownBy(() -> impatient.send(Message.json(full.url(), "")))
                    .withMessage("127.0.0.1 could not be reached: it does not accept connections");
            assertThatExceptionOfType(Unreached.class)
                    .isThrownBy(() -> impatient.open(Message.json(full.url(), ""), Duration.ofMinutes(1)))
                    .withMessage("127.0.0.1 could not be reached: it does not accept connections");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "ftp://a/b", "https:///x", "mailto:a@b", "http://user:password@host/", "ht tp://x", "/x"})
    void whatIsNoUrlOfAReceiver_isRefused_withoutShowingIt(String text) {
        assertThat(Receivers.objection(text)).contains("must be an http or https URL with a host, without a user name");
    }

    private URI url(String path) {
        return URI.create(receiver.url(path));
    }
}
