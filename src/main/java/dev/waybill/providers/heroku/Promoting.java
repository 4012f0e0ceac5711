package dev.waybill.providers.heroku;

import java.util.Optional;

/** Promotes the release of another app of the pipeline that runs the commit: exactly that, not what is live there meanwhile. */
final class Promoting {
    static final String PROMOTE = "promote";

    private final Session session;
    private final String from;

    /** @param from the app whose release is promoted */
    Promoting(Session session, String from) {
        this.session = session;
        this.from = from;
    }

    /** The id of the new release. */
    String release() throws Ended, InterruptedException {
        var saved = session.saved();
        session.begin(PROMOTE);
        if (!saved.has(Saved.PROMOTION)) {
            var source = source();
            var begun = session.ask(() -> begin(source));
            if (begun.release().isPresent()) {
                return begun.release().get();
            }
            saved.put(Saved.PROMOTION, begun.promotion());
        }
        return awaited(saved.get(Saved.PROMOTION));
    }

    private Release source() throws Ended, InterruptedException {
        var saved = session.saved().get(Saved.PROMOTED);
        var found = session.ask(() -> saved.isEmpty()
                ? new Past(session).find(from, session.sha())
                : Optional.of(session.heroku().release(from, saved)));
        var source = found.orElseThrow(() -> Ended.failed(
                "%s has no release of this commit that can be promoted; deploy it there first".formatted(from)));
        if (saved.isEmpty()) {
            session.saved().put(Saved.PROMOTED, source.id());
            session.context().say("promoting Heroku release %s of %s".formatted(source, from));
        }
        return source;
    }

    /** @param release if the promotion was begun before a restart, and has made it already */
    private record Begun(String promotion, Optional<String> release) {}

    private Begun begin(Release source) throws HerokuFailure, InterruptedException {
        var heroku = session.heroku();
        var made = new Past(session).ofCommitSinceBegin();
        if (made.isPresent()) {
            return new Begun("", made.map(Release::id));
        }
        var coupling = heroku.coupling(from);
        var promotion = heroku.promote(
                Fields.text(coupling, "coupling", "pipeline.id"),
                Fields.text(coupling, "coupling", "app.id"),
                source.id(),
                heroku.appId(session.app()));
        return new Begun(promotion, Optional.empty());
    }

    private String awaited(String promotion) throws Ended, InterruptedException {
        for (var looks = 1; ; looks++) {
            var target = session.ask(() -> session.heroku().promotion(promotion));
            var release = target.path("release").path("id").asString("");
            if (!release.isEmpty()) {
                return release;
            }
            if (target.path("status").asString("").equals("failed")) {
                throw Ended.failed("the promotion from %s failed: %s"
                        .formatted(from, target.path("error_message").asString("Heroku does not say why")));
            }
            session.pauseAfter(looks);
        }
    }
}
