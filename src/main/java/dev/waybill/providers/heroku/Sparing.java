package dev.waybill.providers.heroku;

import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Keeps looks from using up the requests that deploys need. Thread-safe. */
final class Sparing {
    private static final int FEW = 500;
    /** Heroku allows about 750 more requests meanwhile. */
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private static final int MOST_COMMITS = 1000;

    private final Time time;
    private final Map<Secret, Duration> ends = new ConcurrentHashMap<>();
    /** Guarded by itself. */
    private final Map<String, String> commits = new LinkedHashMap<>();

    Sparing(Time time) {
        this.time = time;
    }

    /** @throws HerokuFailure if the token is to be left to deploys */
    void review(Secret token) throws HerokuFailure {
        var now = time.sinceBoot();
        ends.values().removeIf(end -> end.compareTo(now) <= 0);
        var end = ends.get(token);
        if (end != null) {
            throw HerokuFailure.passing(
                    "few requests are left for the token at Heroku, and kept for deploys; it is asked again in %d min"
                            .formatted(end.minus(now).plusSeconds(59).toMinutes()));
        }
    }

    /** @param remaining how many requests Heroku still takes */
    void looked(Secret token, int remaining) {
        if (remaining < FEW) {
            limited(token, PAUSE);
        }
    }

    /** Heroku takes no more requests. */
    void limited(Secret token, Duration wait) {
        var end = time.sinceBoot().plus(wait.compareTo(PAUSE) > 0 ? wait : PAUSE);
        ends.merge(token, end, (old, now) -> old.compareTo(now) > 0 ? old : now);
    }

    /** The commit of what a release runs, which never changes; null if it was not looked up. */
    @Nullable
    String commit(String image) {
        synchronized (commits) {
            return commits.get(image);
        }
    }

    void keep(String image, String commit) {
        synchronized (commits) {
            commits.put(image, commit);
            if (commits.size() > MOST_COMMITS) {
                commits.remove(commits.keySet().iterator().next());
            }
        }
    }
}
