package dev.waybill.vcs.refs;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The part of git's protocol, version 2, that asks a repository for its refs: gitprotocol-v2(5), {@code ls-refs}. Unlike
 * git-ls-remote(1), it asks for no more than is wanted.
 */
public final class LsRefs {
    private static final String SERVICE = "# service=";
    private static final String PEELED = "peeled:";
    private static final String SHA_1 = "object-format=sha1";
    private static final String BETWEEN = "0001";
    private static final String END = "0000";

    /** With more, everything is asked for: a host ignores too many. */
    private static final int MOST_PREFIXES = 1_000;

    private LsRefs() {}

    /** Whether a host, according to its first message, answers a {@link #request}. */
    public static boolean isOffered(byte[] advertisement) throws IOException {
        var offers = new TreeSet<String>();
        for (var lines = new PktLines(advertisement); lines.hasMore(); ) {
            if (lines.next()) {
                offers.add(lines.text());
            }
        }
        offers.removeIf(line -> line.startsWith(SERVICE));
        return offers.contains("version 2")
                && offers.stream().anyMatch(line -> line.equals("ls-refs") || line.startsWith("ls-refs="))
                && offers.stream().noneMatch(line -> line.startsWith("object-format=") && !line.equals(SHA_1));
    }

    /** @param prefixes what the full names of the refs begin with */
    public static byte[] request(Collection<String> prefixes) {
        var text = new StringBuilder(PktLines.line("command=ls-refs"))
                .append(BETWEEN)
                .append(PktLines.line("peel"));
        if (prefixes.size() <= MOST_PREFIXES) {
            prefixes.forEach(prefix -> text.append(PktLines.line("ref-prefix " + prefix)));
        }
        return text.append(END).toString().getBytes(StandardCharsets.UTF_8);
    }

    /**
     * Reads the answer to a {@link #request}.
     *
     * @throws IOException if it is none, or not complete
     */
    public static RemoteRefs answer(byte[] answer, Predicate<String> isWanted) throws IOException {
        var reader = new RefReader(isWanted);
        var lines = new PktLines(answer);
        while (lines.next()) {
            keep(reader, lines);
        }
        return reader.refs();
    }

    /** A line is the sha, the name, and attributes: of an annotated tag, the sha of its commit. */
    private static void keep(RefReader reader, PktLines line) throws IOException {
        if (line.hasControlCharacters()) {
            throw notInProtocol();
        }
        var sha = line.takeWord();
        var name = line.takeWord();
        if (name.isEmpty()) {
            throw notInProtocol();
        }
        for (var attribute = line.takeWord(); !attribute.isEmpty(); attribute = line.takeWord()) {
            sha = attribute.startsWith(PEELED) ? attribute.substring(PEELED.length()) : sha;
        }
        reader.keep(sha, name);
    }

    private static IOException notInProtocol() {
        return new IOException("the answer is not in git's protocol");
    }
}
