package dev.waybill.providers.heroku;

import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Result;

/** Follows a release to the end of its release phase: only then is it known to be live. */
final class Releasing {
    static final String RELEASE = "release";

    private final Receivers receivers;
    private final Session session;

    Releasing(Receivers receivers, Session session) {
        this.receivers = receivers;
        this.session = session;
    }

    Result follow(String id) throws Ended, InterruptedException {
        session.begin(RELEASE);
        var release = new Output(receivers, session)
                .follow(RELEASE, () -> session.heroku().release(session.app(), id));
        if (!release.isSucceeded()) {
            return new Result.Failed(
                    "Heroku release %s has %s in its release phase, so the one before it stays live; the log says why"
                            .formatted(release, release.status()));
        }
        session.context().note("Heroku release " + release);
        return new Result.Succeeded();
    }
}
