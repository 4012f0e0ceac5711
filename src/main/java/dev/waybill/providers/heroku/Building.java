package dev.waybill.providers.heroku;

import dev.waybill.receivers.Receivers;
import dev.waybill.spi.Command;
import dev.waybill.spi.ProviderContext.Work;
import dev.waybill.spi.Result;
import java.io.IOException;
import java.util.Map;

/** Has the commit built from an archive of it. */
final class Building {
    static final String ARCHIVE = "archive";
    static final String BUILD = "build";

    /** Beside the checkout's files, so that it is no part of them. */
    private static final String FILE = ".git/waybill-source.tar.gz";

    private static final int MOST_LOOKS_FOR_RELEASE = 30;

    private final Receivers receivers;
    private final Session session;

    Building(Receivers receivers, Session session) {
        this.receivers = receivers;
        this.session = session;
    }

    /** Builds, and follows that to its end; the id of the release that it makes. */
    String release() throws Ended, InterruptedException {
        var id = session.saved().has(Saved.BUILD) ? session.saved().get(Saved.BUILD) : begin();
        session.begin(BUILD);
        var build = new Output(receivers, session)
                .follow(BUILD, () -> session.heroku().build(session.app(), id));
        if (!build.isSucceeded()) {
            throw Ended.verdict(new Result.Failed(
                    "the build at Heroku has %s; its output in the log says why".formatted(build.status())));
        }
        for (var looks = 1; build.release().isEmpty(); looks++) {
            if (looks > MOST_LOOKS_FOR_RELEASE) {
                throw Ended.failed("Heroku has built the commit, but not released it; see the activity of its app");
            }
            session.pauseAfter(looks);
            build = session.ask(() -> session.heroku().build(session.app(), id));
        }
        return build.release();
    }

    static Command archive(Session session) {
        var line = "git archive --format=tar.gz --output=%s %s".formatted(FILE, session.sha());
        var timeout = session.settings().timeout();
        return new Command(line, Map.of(), timeout, timeout);
    }

    private String begin() throws Ended, InterruptedException {
        var saved = session.saved();
        session.begin(ARCHIVE);
        var result = session.context().run(ARCHIVE, archive(session));
        if (!(result instanceof Result.Succeeded)) {
            throw Ended.with(result);
        }
        session.begin(BUILD);
        if (!saved.has(Saved.BUILD_AFTER)) {
            var newest = session.ask(() -> session.heroku().newestBuild(session.app()));
            saved.put(Saved.BUILD_AFTER, newest.orElse(""));
        }
        var build = new Once(session).begin(session::buildOfOurs, this::request);
        saved.put(Saved.BUILD, build.id());
        return build.id();
    }

    private Work<Build> request() throws IOException, InterruptedException {
        var archive = session.context().workspace().resolve(FILE);
        var source = session.heroku().upload(archive);
        return () -> session.heroku().build(session.app(), source, session.sha());
    }
}
