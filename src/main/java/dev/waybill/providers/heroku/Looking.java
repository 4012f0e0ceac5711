package dev.waybill.providers.heroku;

import dev.waybill.spi.Live;
import java.util.Optional;

/** Looks at what an app has live. */
final class Looking {
    /** After that many releases that failed, or are still in their release phase, nothing is known. */
    private static final int MOST = 20;

    private final Heroku heroku;

    Looking(Heroku heroku) {
        this.heroku = heroku;
    }

    /** Empty if the app has no release yet. */
    Optional<Live> live(HerokuSettings settings) throws HerokuFailure, InterruptedException {
        var current = heroku.releases(settings.app(), MOST).stream()
                .filter(Release::isCurrent)
                .findFirst();
        return current.isEmpty() ? Optional.empty() : Optional.of(live(settings, current.get()));
    }

    private Live live(HerokuSettings settings, Release release) throws HerokuFailure, InterruptedException {
        var commit = heroku.commit(settings.app(), release);
        var by = release.origin().by();
        return new Live(
                "Heroku release " + release,
                commit.matches("[0-9a-f]{40}") ? commit : null,
                release.origin().at(),
                by.isEmpty() ? null : by,
                settings.activity());
    }
}
