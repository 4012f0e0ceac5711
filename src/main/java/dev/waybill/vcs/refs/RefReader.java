package dev.waybill.vcs.refs;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Keeps what is wanted of the refs of a repository. For one answer. */
final class RefReader {
    /** Follows the name of an annotated tag in the line of its commit, see git-ls-remote(1). */
    private static final String PEELED = "^{}";

    private static final int SHA_256_DIGITS = 64;

    private final Predicate<String> isWanted;
    private final SortedMap<String, Sha> shas = new TreeMap<>();
    private final TreeSet<String> unusable = new TreeSet<>();

    RefReader(Predicate<String> isWanted) {
        this.isWanted = isWanted;
    }

    /** @param given its full name; that of an annotated tag may come again, as a peeled one with the sha of its commit */
    void keep(String sha, String given) throws IOException {
        if (sha.length() == SHA_256_DIGITS) {
            throw new IOException(
                    "the repository names its commits by SHA-256; only repositories with SHA-1 are supported");
        }
        var name = given.endsWith(PEELED) ? given.substring(0, given.length() - PEELED.length()) : given;
        if (!isWanted.test(name) || !Sha.isFull(sha)) {
            return;
        }
        if (Ref.objection(name).isPresent()) {
            unusable.add(name);
        } else {
            shas.put(name, new Sha(sha)); // a peeled line comes second
        }
    }

    RemoteRefs refs() {
        return new RemoteRefs(shas, unusable.stream().toList(), digest());
    }

    private String digest() {
        var digest = sha256();
        shas.forEach((name, sha) -> {
            update(digest, sha.hex());
            digest.update((byte) ' ');
            update(digest, name);
            digest.update((byte) '\n');
        });
        unusable.forEach(name -> {
            update(digest, name);
            digest.update((byte) '\n');
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void update(MessageDigest digest, String text) {
        digest.update(text.getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
