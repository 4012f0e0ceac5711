package dev.waybill.forge.http;

import dev.waybill.spi.Secret;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Optional;

/**
 * Answers that are asked for again with their ETag, which a code host answers with a 304 that counts against no limit. An answer
 * belongs to the token with which it was read. The answers that were not used for longest are dropped. Thread-safe.
 */
final class Kept {
    private static final long MOST_BYTES = 32L << 20;
    private static final int LARGEST = 1 << 20;

    private record Key(Secret token, URI uri) {}

    private final LinkedHashMap<Key, Answer> answers = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    synchronized Optional<Answer> find(Secret token, URI uri) {
        return Optional.ofNullable(answers.get(new Key(token, uri)));
    }

    /** Keeps a complete answer if it has an ETag. */
    synchronized void keep(Secret token, URI uri, Answer answer) {
        if (answer.status() != 200 || answer.header("ETag").isEmpty() || answer.body().length > LARGEST) {
            return;
        }
        drop(answers.put(new Key(token, uri), answer));
        bytes += size(answer);
        while (bytes > MOST_BYTES) {
            drop(answers.pollFirstEntry().getValue());
        }
    }

    synchronized void forget(Secret token, URI uri) {
        drop(answers.remove(new Key(token, uri)));
    }

    private void drop(@org.jspecify.annotations.Nullable Answer answer) {
        bytes -= answer == null ? 0 : size(answer);
    }

    /** With what a header and a key take, so that many empty answers are not free. */
    private static long size(Answer answer) {
        return answer.body().length + 4_096L;
    }
}
