package dev.waybill.providers.heroku;

import java.util.HashSet;
import java.util.Optional;

/** Finds releases of a commit. */
final class Past {
    private static final int MOST = 200;
    /** Each costs a request. */
    private static final int MOST_IMAGES = 30;

    private final Session session;

    Past(Session session) {
        this.session = session;
    }

    /** The newest release of a commit whose image is known and can be released again. */
    Optional<Release> findImage(String app, String sha) throws HerokuFailure, InterruptedException {
        return find(app, sha).filter(it -> it.image().isKnown());
    }

    /** The newest release of a commit that can be released again. */
    Optional<Release> find(String app, String sha) throws HerokuFailure, InterruptedException {
        var releases = session.heroku().releases(app, MOST).stream()
                .filter(it -> it.isSucceeded() && it.canBeRestored())
                .toList();
        for (var release : releases) {
            if (release.isDescribedAs(sha) && isOf(app, release, sha)) {
                return Optional.of(release);
            }
        }
        var images = new HashSet<Image>();
        for (var release : releases) {
            if (images.add(release.image()) && images.size() <= MOST_IMAGES && isOf(app, release, sha)) {
                return Optional.of(release);
            }
        }
        return Optional.empty();
    }

    /** Whether a release runs a commit; if Heroku does not say what it runs, its description counts. */
    boolean isOf(String app, Release release, String sha) throws HerokuFailure, InterruptedException {
        return release.image().isKnown()
                ? session.heroku().commit(app, release).equals(sha)
                : release.isDescribedAs(sha);
    }

    /** The newest release since the deploy began that runs what an old one runs. */
    Optional<Release> sinceBegin(Release old) throws HerokuFailure, InterruptedException {
        return session.heroku().releases(session.app(), MOST).stream()
                .filter(it -> it.version() > session.saved().before())
                .filter(it -> it.image().equals(old.image()))
                .findFirst();
    }

    /** The newest release since the deploy began that runs its commit. */
    Optional<Release> ofCommitSinceBegin() throws HerokuFailure, InterruptedException {
        for (var release : session.heroku().releases(session.app(), MOST)) {
            if (release.version() > session.saved().before() && isOf(session.app(), release, session.sha())) {
                return Optional.of(release);
            }
        }
        return Optional.empty();
    }
}
