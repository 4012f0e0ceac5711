package dev.waybill.logs;

import dev.waybill.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces secrets in output by {@code ***}; overlapping secrets are replaced by one mask. Output arrives in pieces, and a
 * secret may cross them, so a tail that may begin a secret is not consumed until more output arrives or it ends. Each longer
 * line of a multi-line secret is masked as well, and so is a secret without the white space at both ends. Immutable.
 */
public final class Masker {
    private static final byte[] MASK = "***".getBytes(StandardCharsets.US_ASCII);
    private static final int SHORTEST_LINE = 8;

    private final List<byte[]> parts;
    private final SecretTree secrets;

    public Masker(Collection<Secret> secrets) {
        this.parts = secrets.stream()
                .flatMap(Masker::parts)
                .distinct()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toList();
        this.secrets = new SecretTree(parts);
    }

    private static Stream<String> parts(Secret secret) {
        var lines = secret.value().lines().filter(line -> line.length() >= SHORTEST_LINE);
        return Stream.concat(Stream.of(secret.value(), secret.value().strip()), lines)
                .filter(text -> !text.isEmpty());
    }

    /**
     * Output without secrets.
     *
     * @param bytes empty if everything consumed belongs to a secret whose mask is still to come
     * @param consumed how many bytes of the input were consumed; the rest must be passed again, with the next piece
     */
    public record Masked(byte[] bytes, int consumed) {}

    /** Masks a complete text. */
    public String mask(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(mask(bytes, bytes.length, true).bytes(), StandardCharsets.UTF_8);
    }

    /**
     * Masks a piece of output.
     *
     * @param length how many bytes of the array to use
     * @param isLast whether this is the last piece, so that nothing is held back
     */
    public Masked mask(byte[] bytes, int length, boolean isLast) {
        if (secrets.longest() == 0) {
            return new Masked(Arrays.copyOf(bytes, length), length);
        }
        var spans = new Spans();
        var tail = new int[Math.min(length, secrets.longest())];
        var state = 0;
        for (var i = 0; i < length; i++) {
            if (state == 0) {
                i = secrets.skip(bytes, i, length);
                if (secrets.isHarmless(bytes[i])) {
                    continue;
                }
            }
            state = secrets.next(state, bytes[i]);
            var found = secrets.found(state);
            if (found > 0) {
                spans.add(i + 1 - found, i + 1);
                if (i >= length - tail.length) {
                    tail[i - (length - tail.length)] = found;
                }
            }
        }
        var consumed = isLast ? length : consumed(length, length - secrets.open(state), tail);
        return new Masked(masked(bytes, consumed, spans), consumed);
    }

    /** Masks a piece after which output is missing: what may be the beginning of a secret is hidden. */
    public Masked maskBeforeCut(byte[] bytes, int length) {
        var masked = mask(bytes, length, false);
        var rest = Arrays.copyOfRange(bytes, masked.consumed(), length);
        return new Masked(join(masked.bytes(), rest.length < SHORTEST_LINE ? rest : MASK), length);
    }

    /** Masks a piece before which output is missing: what may be the end of a secret is hidden. */
    public Masked maskAfterCut(byte[] bytes, int length, boolean isLast) {
        var end = endOfSecret(bytes, length);
        var rest = Arrays.copyOfRange(bytes, end, length);
        var masked = isLast ? maskBeforeCut(rest, rest.length) : mask(rest, rest.length, false);
        return new Masked(end == 0 ? masked.bytes() : join(MASK, masked.bytes()), end + masked.consumed());
    }

    /** The length of the longest end of a secret at the beginning of the piece; 0 if it is negligible. */
    private int endOfSecret(byte[] bytes, int length) {
        var most = 0;
        for (var secret : parts) {
            for (var count = Math.min(length, secret.length - 1); count >= SHORTEST_LINE && count > most; count--) {
                if (Arrays.equals(bytes, 0, count, secret, secret.length - count, secret.length)) {
                    most = count;
                }
            }
        }
        return most;
    }

    private static byte[] join(byte[] first, byte[] second) {
        var all = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, all, first.length, second.length);
        return all;
    }

    /**
     * How much can be consumed if a secret may begin at some position. If an earlier secret overlaps that position, only what is
     * before that one: it will be found again, with its whole extent.
     *
     * @param tail the lengths of the secrets that end at each of the last positions
     */
    private static int consumed(int length, int maybe, int[] tail) {
        for (var end = length; end > maybe; end--) {
            var found = tail[end - 1 - (length - tail.length)];
            if (found > 0 && end - found < maybe) {
                return end - found;
            }
        }
        return maybe;
    }

    /** The mask of a span is written at its end, so one that is cut has none yet. */
    private static byte[] masked(byte[] bytes, int consumed, Spans spans) {
        if (spans.count() == 0 || spans.from(0) >= consumed) {
            return Arrays.copyOf(bytes, consumed);
        }
        var out = new ByteArrayOutputStream(consumed);
        var at = 0;
        for (var i = 0; i < spans.count() && spans.from(i) < consumed; i++) {
            out.write(bytes, at, spans.from(i) - at);
            at = Math.min(spans.end(i), consumed);
            if (spans.end(i) <= consumed) {
                out.writeBytes(MASK);
            }
        }
        out.write(bytes, at, consumed - at);
        return out.toByteArray();
    }
}
