package dev.waybill.providers.heroku;

import java.util.Optional;

/** Makes a new release of what an old one runs, without building anything. */
final class RollingBack {
    static final String ROLLBACK = "rollback";

    private final Session session;

    RollingBack(Session session) {
        this.session = session;
    }

    /** The id of the new release; empty if Heroku has no release of the commit. */
    Optional<String> release() throws Ended, InterruptedException {
        var saved = session.saved();
        session.begin(ROLLBACK);
        if (!saved.has(Saved.OLD)) {
            var found = session.ask(() -> new Past(session).findImage(session.app(), session.sha()));
            saved.put(Saved.OLD, found.map(Release::id).orElse(""));
            session.context()
                    .say(
                            found.map(it -> "rolling back to Heroku release %s".formatted(it))
                                    .orElse(
                                            "Heroku has no release of this commit that can be restored, so the commit is deployed again"));
        }
        var source = saved.get(Saved.OLD);
        return source.isEmpty() ? Optional.empty() : Optional.of(released(source));
    }

    private String released(String source) throws Ended, InterruptedException {
        var old = session.ask(() -> session.heroku().release(session.app(), source));
        var past = new Past(session);
        return new Once(session)
                .begin(() -> past.sinceBegin(old), () -> () -> session.heroku().releaseAgain(session.app(), old))
                .id();
    }
}
