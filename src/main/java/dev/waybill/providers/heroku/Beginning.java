package dev.waybill.providers.heroku;

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
        var commit = session.ask(() -> session.heroku().commit(session.app(), current));
        say("Heroku release %s is live at %s: %s".formatted(current, session.app(), current.description()));
        var expected = Optional.ofNullable(session.deploy().previousSha());
        if (!commit.isEmpty() && expected.filter(it -> !it.equals(commit)).isPresent()) {
            say("warning: the app runs %s, but the last deploy here was %s: somebody deployed or rolled back at Heroku"
                    .formatted(commit, expected.get()));
        }
    }

    private void say(String line) {
        session.context().say(line);
    }
}
