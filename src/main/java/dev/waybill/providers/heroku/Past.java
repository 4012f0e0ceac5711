package dev.waybill.providers.heroku;

import java.util.HashSet;
import java.util.Optional;

/** Finds releases of a commit. */
final class Past {
    private static final int MOST = 200;
    /** Each costs a request. */
    private static final int MOST_IMAGES = 30;

    private static final int SHORT = 7;

    private final Session session;

    Past(Session session) {
        this.session = session;
    }

    /** The newest release of a commit that can be released again. */
    Optional<Release> find(String app, String sha) throws HerokuFailure, InterruptedException {
        var releases = session.heroku().releases(app, MOST).stream()
                .filter(it ->
                        it.isSucceeded() && it.canBeRestored() && !it.image().isEmpty())
                .toList();
        for (var release : releases) {
            if (release.description().contains(sha.substring(0, SHORT)) && isOf(app, release, sha)) {
                return Optional.of(release);
            }
        }
        var images = new HashSet<String>();
        for (var release : releases) {
            if (images.add(release.image()) && images.size() <= MOST_IMAGES && isOf(app, release, sha)) {
                return Optional.of(release);
            }
        }
        return Optional.empty();
    }

    private boolean isOf(String app, Release release, String sha) throws HerokuFailure, InterruptedException {
        return session.heroku().commit(app, release).equals(sha);
    }

    /** The newest release since the deploy began that runs an image. */
    Optional<Release> sinceBegin(String image) throws HerokuFailure, InterruptedException {
        return session.heroku().releases(session.app(), MOST).stream()
                .filter(it ->
                        it.version() > session.saved().before() && it.image().equals(image))
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
