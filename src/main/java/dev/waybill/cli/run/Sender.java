package dev.waybill.cli.run;

import dev.waybill.cli.client.CallFailed;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import tools.jackson.databind.JsonNode;

/** Sends the output to the server, each byte once, and keeps trying while the server cannot be reached. For one thread. */
final class Sender {
    /** Something is sent at least that often, so that the server knows that this process lives. */
    private static final Duration BEAT = Duration.ofSeconds(3);
    /** Output is sent in portions of at least that time. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private static final Duration AGAIN = Duration.ofSeconds(1);
    private static final int CHUNK = 256 * 1024;
    private static final int CHUNKS_AT_ONCE = 16;

    private final Remote remote;
    private final Spool spool;
    private final Consumer<String> words;
    private final Duration patience;
    private final Time time = Time.system();

    /** What the server has stored. */
    private long end;
    /** What it has seen: a tail that may begin a secret is not stored. */
    private long sent;

    private Duration tried;
    private Duration answered;
    private boolean isFailing;
    private boolean isLost;
    private boolean stops;
    private boolean kills;

    /** @param words receives what the user has to know */
    Sender(Remote remote, Spool spool, Consumer<String> words, Duration patience) {
        this.remote = remote;
        this.spool = spool;
        this.words = words;
        this.patience = patience;
        this.tried = time.sinceBoot();
        this.answered = tried;
    }

    /** Whether the command has to be stopped, because the deploy was cancelled. */
    boolean stops() {
        return stops;
    }

    /** Whether it has to be stopped without a grace period. */
    boolean kills() {
        return kills;
    }

    /** Sends what is due. */
    void round() {
        for (var i = 0; i < CHUNKS_AT_ONCE && !isLost && isDue(); i++) {
            send(false);
        }
    }

    private boolean isDue() {
        var waited = time.sinceBoot().minus(tried);
        if (isFailing) {
            return waited.compareTo(AGAIN) >= 0;
        }
        var fresh = spool.length() - sent;
        return fresh >= CHUNK || fresh > 0 && waited.compareTo(PAUSE) >= 0 || waited.compareTo(BEAT) >= 0;
    }

    private void send(boolean isOver) {
        tried = time.sinceBoot();
        try {
            var piece = spool.read(end, CHUNK);
            var to = end + piece.length;
            took(remote.send(end, piece, isOver && to == spool.length()));
            sent = to;
        } catch (IOException e) {
            lose("the output cannot be read again: " + e.getMessage());
        } catch (CallFailed e) {
            failed(e);
        }
    }

    private void took(JsonNode answer) {
        heard();
        end = answer.path("end").asLong(end);
        stops |= answer.path("stop").asBoolean(false);
        kills |= answer.path("kill").asBoolean(false);
    }

    private void heard() {
        answered = time.sinceBoot();
        isFailing = false;
    }

    private void failed(CallFailed failure) {
        var answer = failure.answer();
        if (failure.exitCode() == CallFailed.NOT_REACHABLE) {
            if (!isFailing) {
                words.accept("%s; the command continues, and its output is sent later".formatted(failure.getMessage()));
            }
            isFailing = true;
            if (time.sinceBoot().minus(answered).compareTo(patience) >= 0) {
                lose("gave up on the server after " + patience.toSeconds() + " s");
            }
        } else if (answer != null && answer.path("error_name").asString("").equals("output_gap")) {
            heard();
            end = answer.path("end").asLong(end);
            sent = end;
        } else {
            lose(String.valueOf(failure.getMessage()));
        }
    }

    private void lose(String why) {
        isLost = true;
        words.accept("%s; further output is not in the log, and the result is not reported".formatted(why));
    }

    /** Sends the rest and how the command has ended; the deploy, or empty if the server does not take it any more. */
    Optional<JsonNode> finish(int code, boolean stopped) throws InterruptedException {
        while (!isLost) {
            var deploy = end < spool.length() ? sentRest() : reported(code, stopped);
            if (deploy.isPresent()) {
                return deploy;
            }
            if (isFailing) {
                time.sleep(AGAIN);
            }
        }
        return Optional.empty();
    }

    private Optional<JsonNode> sentRest() {
        send(true);
        return Optional.empty();
    }

    private Optional<JsonNode> reported(int code, boolean stopped) throws InterruptedException {
        try {
            return Optional.of(remote.exit(code, end, stopped));
        } catch (CallFailed e) {
            failed(e);
            return Optional.empty();
        }
    }
}
