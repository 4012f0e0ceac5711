package dev.waybill.slack.socket;

import dev.waybill.slack.socket.Socket.Asked;
import dev.waybill.slack.socket.Socket.End;
import dev.waybill.slack.socket.Socket.Lost;
import dev.waybill.spi.Time;
import java.net.URI;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Keeps one connection to Slack. When Slack asks for another, it is opened before the old one is closed, so that nothing is missed.
 * Several servers can each have one; Slack sends everything to one of them. See https://docs.slack.dev/apis/events-api/using-socket-mode.
 */
public final class SocketMode {
    private static final Logger LOG = LoggerFactory.getLogger(SocketMode.class);

    /** Keeps the connection from looking idle, and shows whether it is lost. */
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(20);

    /** The reasons of Slack to replace a connection. */
    private static final Set<String> REPLACES = Set.of("warning", "refresh_requested");

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_ASKED_PAUSE = Duration.ofMinutes(10);

    private final Opening opening;
    private final Dialer dialer;
    private final Consumer<Envelope> handler;
    private final Time time;
    private Duration pause = FIRST_PAUSE;
    private String told = "";
    private volatile @Nullable Socket current;

    /** Asks Slack for the URL of a new connection. */
    public interface Opening {
        URI url() throws NotConnected, InterruptedException;
    }

    /** @param handler gets what arrives; must not block */
    public SocketMode(Opening opening, Dialer dialer, Consumer<Envelope> handler, Time time) {
        this.opening = opening;
        this.dialer = dialer;
        this.handler = handler;
        this.time = time;
    }

    /** Blocks until it is interrupted. */
    public void run() throws InterruptedException {
        try {
            while (true) {
                round();
            }
        } finally {
            replace(null);
        }
    }

    /** Whether Slack can send something now. */
    public boolean isConnected() {
        var socket = current;
        return socket != null && !socket.isLost();
    }

    private void round() throws InterruptedException {
        try {
            var next = new Socket(time, handler);
            dialer.open(opening.url(), next);
            replace(next);
            LOG.info("connected to Slack");
            told = "";
            judge(awaitEnd(next));
        } catch (NotConnected e) {
            rest(e);
        } catch (RuntimeException e) { // such as of a server without file descriptors: people are answered again later
            LOG.error("the connection to Slack failed", e);
            rest(new NotConnected("is not connected", null));
        }
    }

    private void replace(@Nullable Socket next) {
        var old = current;
        current = next;
        if (old != null) {
            old.close();
        }
    }

    private End awaitEnd(Socket socket) throws InterruptedException {
        var bell = new Semaphore(0);
        socket.end().whenComplete((_, _) -> bell.release());
        while (!socket.end().isDone()) {
            if (socket.silence().compareTo(LONGEST_SILENCE) > 0) {
                return new Lost("has been silent for %d s".formatted(LONGEST_SILENCE.toSeconds()));
            }
            socket.ping();
            if (!time.await(bell, BETWEEN_PINGS)) {
                pause = FIRST_PAUSE; // it has lasted for a while
            }
        }
        return socket.end().join();
    }

    /** Answers if another connection is to be opened at once, while this one is still used. */
    private void judge(End end) throws NotConnected {
        if (end instanceof Asked(var reason) && REPLACES.contains(reason)) {
            LOG.debug("Slack asks for a new connection: {}", reason);
            return;
        }
        replace(null);
        throw switch (end) {
            case Asked(var reason)
            when reason.equals("link_disabled") ->
                new NotConnected(
                        "has Socket Mode turned off for this app; turn it on in the app's settings", LONGEST_PAUSE);
            case Asked(var reason) -> new NotConnected("asks to disconnect (%s)".formatted(reason), LONGEST_PAUSE);
            case Lost(var why) -> new NotConnected(why, null);
        };
    }

    private void rest(NotConnected failure) throws InterruptedException {
        var asked = failure.retryAfter();
        var wait = asked == null ? pause : asked.compareTo(LONGEST_ASKED_PAUSE) < 0 ? asked : LONGEST_ASKED_PAUSE;
        var reason = String.valueOf(failure.getMessage());
        LOG.atLevel(reason.equals(told) ? Level.DEBUG : Level.WARN)
                .log("Slack {}; connecting again in {} s", reason, wait.toSeconds());
        told = reason;
        pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        time.sleep(wait);
    }
}
