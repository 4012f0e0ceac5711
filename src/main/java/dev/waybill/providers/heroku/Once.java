package dev.waybill.providers.heroku;

import dev.waybill.spi.ProviderContext.Work;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/**
 * Has Heroku begin something, and only once, although its API has no idempotency keys: what an earlier request may have begun is
 * looked for before the next one.
 */
final class Once {
    /** What was asked for can take a while to be seen. */
    private static final int LOOKS = 5;

    private static final Duration BETWEEN = Duration.ofSeconds(5);

    private final Session session;

    Once(Session session) {
        this.session = session;
    }

    /**
     * @param find what an earlier request has begun
     * @param prepare makes a request, which is sent once
     */
    <T> T begin(Work<Optional<T>> find, Work<Work<T>> prepare) throws Ended, InterruptedException {
        for (var tries = 1; ; tries++) {
            var found = found(find);
            if (found.isPresent()) {
                return found.get();
            }
            var request = session.ask(prepare);
            session.saved().put(Saved.ASKED, "yes");
            try {
                return session.untilCancelled(request);
            } catch (IOException e) {
                if (e instanceof HerokuFailure failure && failure.isRefusal()) {
                    session.saved().remove(Saved.ASKED);
                }
                session.waitAfter(e, tries);
            }
        }
    }

    private <T> Optional<T> found(Work<Optional<T>> find) throws Ended, InterruptedException {
        if (!session.saved().has(Saved.ASKED)) {
            return Optional.empty();
        }
        for (var looks = 1; ; looks++) {
            var found = session.ask(find);
            if (found.isPresent() || looks == LOOKS) {
                return found;
            }
            session.pause(BETWEEN);
        }
    }
}
