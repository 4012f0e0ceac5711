package dev.waybill.notifiers.slack;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which members have which e-mail addresses, as Slack said within the last hour: look-ups that a rate limit stops go on from there.
 * Thread-safe.
 */
final class Directory {
    private static final Duration FRESH = Duration.ofHours(1);
    private static final int MOST = 1_000;

    private final Map<Key, Entry> entries = new HashMap<>();

    private record Key(String root, String token, String email) {
        static Key of(Bot bot, String email) {
            return new Key(bot.root(), bot.token(), email);
        }
    }

    private record Entry(String id, Instant at) {
        boolean isFresh(Instant now) {
            return !now.isBefore(at) && now.isBefore(at.plus(FRESH));
        }
    }

    /** The id of a member, or an empty text for nobody; empty if it is not known. */
    synchronized Optional<String> find(Bot bot, String email, Instant now) {
        return Optional.ofNullable(entries.get(Key.of(bot, email)))
                .filter(it -> it.isFresh(now))
                .map(Entry::id);
    }

    synchronized void put(Bot bot, String email, String id, Instant now) {
        entries.values().removeIf(it -> !it.isFresh(now));
        if (entries.size() < MOST) {
            entries.put(Key.of(bot, email), new Entry(id, now));
        }
    }
}
