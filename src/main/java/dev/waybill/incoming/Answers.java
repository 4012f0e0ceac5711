package dev.waybill.incoming;

import dev.waybill.forge.Deployments;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.Objects;

/**
 * Tells code hosts why deployments started no deploy; those that did are told of by the deploy's registration. Telling twice
 * changes nothing. Thread-safe.
 */
public final class Answers {
    /** Nobody waits for an answer any longer. */
    private static final Duration LATEST = Duration.ofDays(1);

    private final Db db;
    private final Time time;
    private final String url;

    /** @param url the server's public URL */
    public Answers(Db db, Time time, String url) {
        this.db = db;
        this.time = time;
        this.url = url;
    }

    void tell(Acceptor by) throws ForgeFailure, InterruptedException {
        var after = time.now().minus(LATEST);
        for (var noted :
                db.read(handle -> IncomingStore.unanswered(handle, by.app().id(), by.repository(), after))) {
            tell(by, noted);
            db.write(tx -> {
                IncomingStore.answered(tx, by.app().id(), noted);
                return tx;
            });
        }
    }

    private void tell(Acceptor by, Noted noted) throws ForgeFailure, InterruptedException {
        try {
            by.deployments().report(noted.deployment(), status(noted));
        } catch (ForgeFailure e) {
            if (e.kind() != ForgeFailure.Kind.MISSING) { // otherwise it was deleted there
                throw e;
            }
        }
    }

    private Deployments.Status status(Noted noted) {
        return new Deployments.Status(
                Objects.requireNonNull(noted.answer()), "Not deployed: " + noted.reason(), url + "/", null);
    }
}
