package dev.waybill.watches.http;

import dev.waybill.vcs.refs.LsRefs;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.watches.Wish;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the last answer of each repository meant, so that the same answer need not be read again: there may be very many refs in it.
 * Thread-safe.
 */
final class LastAnswers {
    private final Map<String, Meaning> byUrl = new ConcurrentHashMap<>();

    /**
     * What an answer meant.
     *
     * @param answer its digest
     * @param refs the digest of the refs in it
     */
    private record Meaning(Wish wish, String answer, String refs) {}

    /** @throws IOException if it is no answer, or not complete */
    RemoteRefs read(String url, Wish wish, byte[] answer) throws IOException {
        var refs = LsRefs.answer(answer, wish.filter());
        byUrl.put(url, new Meaning(wish, digest(answer), refs.digest()));
        return refs;
    }

    /** The same; empty if the refs are those whose digest is known. */
    Optional<RemoteRefs> changed(String url, Wish wish, byte[] answer, String known) throws IOException {
        return new Meaning(wish, digest(answer), known).equals(byUrl.get(url))
                ? Optional.empty()
                : Optional.of(read(url, wish, answer))
                        .filter(refs -> !refs.digest().equals(known));
    }

    private static String digest(byte[] answer) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(answer));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
