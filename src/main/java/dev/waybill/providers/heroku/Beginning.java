package dev.waybill.providers.heroku;

import java.io.IOException;
import java.util.Optional;

/** Reviews the releases of the app before anything is begun. */
final class Beginning {
    private static final int MOST = 20;

    private final Session session;

    Beginning(Session session) {
        this.session = session;
    }

    void review() throws Ended, InterruptedException {
        if (session.saved().has(Saved.BEFORE)) {
            return;
        }
        var releases = session.ask(() -> session.heroku().releases(session.app(), MOST));
        var newest = releases.stream().mapToInt(Release::version).max().orElse(0);
        session.saved().put(Saved.BEFORE, Integer.toString(newest));
        for (var release : releases) {
            if (release.isCurrent()) {
                describe(release);
            } else if (release.isPending()) {
                say("Heroku release %s is still in its release phase".formatted(release));
            }
        }
    }

    private void describe(Release current) throws Ended, InterruptedException {
        say("Heroku release %s is live at %s: %s".formatted(current, session.app(), current.description()));
        var commit = commit(current);
        var expected = Optional.ofNullable(session.deploy().previousSha());
        if (!commit.isEmpty() && expected.filter(it -> !it.equals(commit)).isPresent()) {
            say("warning: the app runs %s, but the last deploy here was %s: somebody deployed or rolled back at Heroku"
                    .formatted(commit, expected.get()));
        }
    }

    /** Empty if it is unknown: nothing depends on it. */
    private String commit(Release current) throws Ended, InterruptedException {
        try {
            var commit = session.untilCancelled(() -> session.heroku().commit(session.app(), current));
            if (commit.isEmpty()) {
                say("the commit that is live there is unknown: Heroku does not tell it");
            }
            return commit;
        } catch (IOException e) {
            say("the commit that is live there is unknown: " + e.getMessage());
            return "";
        }
    }

    private void say(String line) {
        session.context().say(line);
    }
}
