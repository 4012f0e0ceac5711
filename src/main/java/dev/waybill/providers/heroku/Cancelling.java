package dev.waybill.providers.heroku;

import dev.waybill.spi.ProviderContext.Work;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Stops at Heroku what can be stopped there, and says what goes on. Takes less than half a minute. */
final class Cancelling {
    /** For what was asked for a moment ago, and is not seen yet. */
    private static final Duration LONGEST = Duration.ofSeconds(12);

    private static final Duration BETWEEN = Duration.ofSeconds(2);

    private final Session session;
    private final Saved saved;
    private final Time time;

    Cancelling(Session session, Time time) {
        this.session = session;
        this.saved = session.saved();
        this.time = time;
    }

    void stop() throws InterruptedException {
        try {
            if (saved.has(Saved.RELEASE)) {
                tell(session.heroku().release(session.app(), saved.get(Saved.RELEASE)));
            } else if (saved.has(Saved.BUILD)) {
                stop(session.heroku().build(session.app(), saved.get(Saved.BUILD)));
            } else if (saved.has(Saved.PUSHING)) {
                tell(
                        new Past(session).ofCommitSinceBegin(),
                        "if Heroku has received the commit, its build may continue there, and release the commit");
            } else if (saved.has(Saved.BUILD_AFTER)) {
                stop(awaited(session::buildOfOurs));
            } else {
                tell(
                        awaited(this::ofOurs),
                        "a release that was requested may continue at Heroku, and cannot be stopped");
            }
        } catch (IOException e) {
            say("what was started at Heroku may continue, and release the commit: " + e.getMessage());
        }
    }

    /** What was asked for; empty if it is not seen for a while. */
    private <T> Optional<T> awaited(Work<Optional<T>> find) throws IOException, InterruptedException {
        var end = time.sinceBoot().plus(LONGEST);
        var found = find.run();
        while (found.isEmpty() && time.sinceBoot().compareTo(end) < 0) {
            time.sleep(BETWEEN);
            found = find.run();
        }
        return found;
    }

    private Optional<Release> ofOurs() throws HerokuFailure, InterruptedException {
        var past = new Past(session);
        var old = saved.get(Saved.OLD);
        return old.isEmpty()
                ? past.ofCommitSinceBegin()
                : past.sinceBegin(session.heroku().release(session.app(), old));
    }

    private void stop(Optional<Build> build) throws HerokuFailure, InterruptedException {
        if (build.isEmpty()) {
            say(
                    "Heroku was asked to build the commit and does not show the build; should it appear there, cancel it there");
        } else {
            stop(build.get());
        }
    }

    private void stop(Build build) throws HerokuFailure, InterruptedException {
        if (build.isPending()) {
            session.heroku().stopBuild(session.app(), build.id());
            say("the build at Heroku was stopped");
        } else if (!build.release().isEmpty()) {
            tell(session.heroku().release(session.app(), build.release()));
        } else if (build.isSucceeded()) {
            say("the build has ended; its release continues at Heroku");
        }
    }

    private void tell(Optional<Release> release, String otherwise) {
        release.ifPresentOrElse(this::tell, () -> say(otherwise));
    }

    private void tell(Release release) {
        if (release.isPending()) {
            say("the release phase of Heroku release %s cannot be stopped; if it succeeds, that release is live"
                    .formatted(release));
        } else if (release.isSucceeded()) {
            say("Heroku release %s is live; roll back if it should not be".formatted(release));
        }
    }

    private void say(String line) {
        session.context().say(line);
    }
}
