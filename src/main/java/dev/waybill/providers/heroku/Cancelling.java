package dev.waybill.providers.heroku;

import java.util.Optional;

/** Stops at Heroku what can be stopped there, and says what goes on. Does not wait. */
final class Cancelling {
    private final Session session;
    private final Saved saved;

    Cancelling(Session session) {
        this.session = session;
        this.saved = session.saved();
    }

    void stop() throws InterruptedException {
        try {
            if (saved.has(Saved.RELEASE)) {
                release();
            } else if (saved.has(Saved.BUILD_AFTER)) {
                build();
            } else if (saved.has(Saved.PUSHING)) {
                say("if Heroku has received the commit, its build may continue there, and release the commit");
            } else if (saved.has(Saved.PROMOTED) || !saved.get(Saved.OLD).isEmpty()) {
                say("a release that was requested may continue at Heroku");
            }
        } catch (HerokuFailure e) {
            say("what was started at Heroku may continue, and release the commit: " + e.sentence());
        }
    }

    private void release() throws HerokuFailure, InterruptedException {
        var release = session.heroku().release(session.app(), saved.get(Saved.RELEASE));
        if (release.isPending()) {
            say("the release phase of Heroku release %s cannot be stopped; if it succeeds, that release is live"
                    .formatted(release));
        } else if (release.isSucceeded()) {
            say("Heroku release %s is live; roll back if it should not be".formatted(release));
        }
    }

    private void build() throws HerokuFailure, InterruptedException {
        var heroku = session.heroku();
        var build = saved.has(Saved.BUILD)
                ? Optional.of(heroku.build(session.app(), saved.get(Saved.BUILD)))
                : heroku.buildAfter(session.app(), saved.get(Saved.BUILD_AFTER), session.sha());
        if (build.isEmpty() || build.get().status().equals("failed")) {
            return;
        }
        if (!build.get().isPending()) {
            say("the build has ended; its release continues at Heroku");
            return;
        }
        heroku.stopBuild(session.app(), build.get().id());
        say("the build at Heroku was stopped");
    }

    private void say(String line) {
        session.context().say(line);
    }
}
