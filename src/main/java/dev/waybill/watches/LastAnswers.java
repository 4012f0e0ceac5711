package dev.waybill.watches;

import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * What the last answer of each repository meant, so that the same answer need not be read again: there may be very many refs in it.
 * Thread-safe.
 */
public final class LastAnswers {
    private final Format format;
    private final Map<String, Meaning> byUrl = new ConcurrentHashMap<>();

    /** How answers are written. */
    @FunctionalInterface
    public interface Format {
        /** @throws IOException if it is no answer, or not complete */
        RemoteRefs read(byte[] answer, Predicate<String> isWanted) throws IOException;
    }

    public LastAnswers(Format format) {
        this.format = format;
    }

    /**
     * What an answer meant.
     *
     * @param answer its digest
     * @param refs the digest of the refs in it
     */
    private record Meaning(Wish wish, String answer, String refs) {}

    /** @throws IOException if it is no answer, or not complete */
    public RemoteRefs read(String url, Wish wish, byte[] answer) throws IOException {
        var refs = format.read(answer, wish.filter());
        byUrl.put(url, new Meaning(wish, digest(answer), refs.digest()));
        return refs;
    }

    /** The same; empty if the refs are those whose digest is known. */
    public Optional<RemoteRefs> changed(String url, Wish wish, byte[] answer, String known) throws IOException {
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
