package dev.waybill.vcs.refs;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Reads the answer of git-ls-remote(1), and keeps what is wanted. For one answer. */
final class RefReader {
    /** Follows the name of an annotated tag in the line of its commit. */
    private static final String PEELED = "^{}";

    private static final int SHA_256_DIGITS = 64;

    private final Predicate<String> isWanted;
    private final SortedMap<String, Sha> shas = new TreeMap<>();
    private final TreeSet<String> unusable = new TreeSet<>();

    RefReader(Predicate<String> isWanted) {
        this.isWanted = isWanted;
    }

    RemoteRefs read(InputStream answer) throws IOException {
        var digested = new DigestInputStream(answer, sha256());
        var lines = new BufferedReader(new InputStreamReader(digested, StandardCharsets.UTF_8), 1 << 16);
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            keep(line);
        }
        var digest = HexFormat.of().formatHex(digested.getMessageDigest().digest());
        return new RemoteRefs(shas, unusable.stream().toList(), digest);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private void keep(String line) throws IOException {
        var tab = line.indexOf('\t');
        if (tab == SHA_256_DIGITS) {
            throw new IOException(
                    "the repository names its commits by SHA-256; only repositories with SHA-1 are supported");
        }
        if (tab != Sha.DIGITS) {
            return;
        }
        var given = line.substring(tab + 1);
        var name = given.endsWith(PEELED) ? given.substring(0, given.length() - PEELED.length()) : given;
        if (!isWanted.test(name) || !Sha.isFull(line.substring(0, tab))) {
            return;
        }
        if (Ref.objection(name).isPresent()) {
            unusable.add(name);
        } else {
            shas.put(name, new Sha(line.substring(0, tab))); // a peeled line comes second
        }
    }
}
