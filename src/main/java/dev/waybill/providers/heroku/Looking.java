package dev.waybill.providers.heroku;

import dev.waybill.spi.Live;
import java.util.Optional;

/** Looks at what an app has live. */
final class Looking {
    /** After that many releases that failed, or are still in their release phase, nothing is known. */
    private static final int MOST = 20;

    private final Heroku heroku;
    private final Sparing sparing;

    Looking(Heroku heroku, Sparing sparing) {
        this.heroku = heroku;
        this.sparing = sparing;
    }

    /** Empty if the app has no release yet. */
    Optional<Live> live(HerokuSettings settings) throws HerokuFailure, InterruptedException {
        var releases = heroku.releases(settings.app(), MOST);
        var current = releases.stream().filter(Release::isCurrent).findFirst();
        if (current.isEmpty() && !releases.isEmpty()) {
            throw HerokuFailure.passing("none of the newest %d releases is the current one".formatted(releases.size()));
        }
        return current.isEmpty() ? Optional.empty() : Optional.of(live(settings, current.get()));
    }

    private Live live(HerokuSettings settings, Release release) throws HerokuFailure, InterruptedException {
        var commit = commit(settings, release);
        var by = release.origin().by();
        return new Live(
                "Heroku release " + release,
                commit.matches("[0-9a-f]{40}") ? commit : null,
                release.origin().at(),
                by.isEmpty() ? null : by,
                settings.activity());
    }

    private String commit(HerokuSettings settings, Release release) throws HerokuFailure, InterruptedException {
        var image = settings.apiRoot() + "/" + settings.app() + release.image().path();
        var known = sparing.commit(image);
        if (known != null) {
            return known;
        }
        var commit = heroku.commit(settings.app(), release);
        if (!commit.isEmpty()) {
            sparing.keep(image, commit);
        }
        return commit;
    }
}
