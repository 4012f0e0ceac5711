package dev.waybill.providers.heroku;

import dev.waybill.spi.ProviderContext.Work;
import dev.waybill.spi.Result;
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
            var begun = new Once(session).begin(this::found, () -> request(source));
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

    /** Promotions cannot be listed, only what they release. */
    private Optional<Begun> found() throws HerokuFailure, InterruptedException {
        return new Past(session).ofCommitSinceBegin().map(release -> new Begun("", Optional.of(release.id())));
    }

    private Work<Begun> request(Release source) throws HerokuFailure, InterruptedException {
        var heroku = session.heroku();
        var coupling = heroku.coupling(from);
        var pipeline = Fields.word(coupling, "coupling", "pipeline.id");
        var app = Fields.word(coupling, "coupling", "app.id");
        var target = heroku.appId(session.app());
        return () -> new Begun(heroku.promote(pipeline, app, source.id(), target), Optional.empty());
    }

    private String awaited(String promotion) throws Ended, InterruptedException {
        for (var looks = 1; ; looks++) {
            var target = session.ask(() -> session.heroku().promotion(promotion));
            var release = Fields.id(target, "release");
            if (!release.isEmpty()) {
                return release;
            }
            if (target.path("status").asString("").equals("failed")) {
                var why = Fields.shown(target.path("error_message").asString(""));
                throw Ended.verdict(new Result.Failed("the promotion from %s failed: %s"
                        .formatted(from, why.isEmpty() ? "Heroku does not say why" : why)));
            }
            session.pauseAfter(looks);
        }
    }
}
