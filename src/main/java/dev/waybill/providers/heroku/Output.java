package dev.waybill.providers.heroku;

import dev.waybill.receivers.Incoming;
import dev.waybill.receivers.Message;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.ProviderContext.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;

/** Follows something at Heroku to its end, and copies its output to the log. A stream that was cut off begins again, so what is in the log already is skipped. */
final class Output {
    /** Heroku sends something more often. */
    private static final Duration SILENCE = Duration.ofSeconds(55);

    private static final int MOST_TRIES = 3;

    private final Receivers receivers;
    private final Session session;
    private boolean hasEnded;

    Output(Receivers receivers, Session session) {
        this.receivers = receivers;
        this.session = session;
    }

    /** @param look at what is followed */
    <T extends Followed> T follow(String step, Work<T> look) throws Ended, InterruptedException {
        for (var looks = 1; ; looks++) {
            var followed = session.ask(look);
            if (!followed.isPending()) {
                finish(step, followed.output());
                return followed;
            }
            copy(step, followed.output());
            session.pauseAfter(looks);
        }
    }

    /** Copies the rest of a stream to which nothing more is added. */
    private void finish(String step, String url) throws Ended, InterruptedException {
        for (var tries = 1; tries <= MOST_TRIES; tries++) {
            if (copy(step, url)) {
                return;
            }
            session.pauseAfter(tries);
        }
        session.context()
                .say("the rest of the output of the step %s is no longer available from Heroku".formatted(step));
    }

    /** Copies what there is. @return whether the stream was read to its end */
    private boolean copy(String step, String url) throws Ended, InterruptedException {
        if (url.isEmpty() || hasEnded) {
            return true;
        }
        try (var incoming = session.untilCancelled(() -> open(url))) {
            if (incoming.status() != 200) {
                return false;
            }
            copy(step, incoming);
            hasEnded = session.saved().read(step) > 0; // a stream without anything may not have begun yet
            return true;
        } catch (IOException e) {
            return false; // what follows is asked for again
        }
    }

    private Incoming open(String url) throws IOException, InterruptedException {
        return receivers.open(new Message("GET", Receivers.url(url), Map.of(), ""), SILENCE);
    }

    private void copy(String step, Incoming incoming) throws Ended, IOException, InterruptedException {
        var lines = new Lines(session.saved().read(step));
        var bytes = new byte[8 << 10];
        for (var count = 0; count >= 0; ) {
            count = session.untilCancelled(() -> incoming.read(bytes));
            if (count >= 0) {
                lines.add(bytes, count);
            } else {
                lines.end();
            }
            var text = lines.take();
            if (!text.isEmpty()) {
                session.saved().append(step, text, lines.read());
            }
            session.requireTime();
        }
    }
}
