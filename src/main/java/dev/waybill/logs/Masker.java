package dev.waybill.logs;

import dev.waybill.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Replaces secrets in output by {@code ***}. Output comes in pieces, and a secret may cross them: a tail that may begin one is
 * not consumed until more comes or the output ends. Of a secret of several lines, each longer line counts as one, too. Immutable.
 */
public final class Masker {
    private static final byte[] MASK = "***".getBytes(StandardCharsets.US_ASCII);
    private static final int SHORTEST_LINE = 8;

    /** Longest first, so that a secret that begins with another is masked whole. */
    private final List<byte[]> secrets;

    private final boolean[] begins = new boolean[256];

    public Masker(Collection<Secret> secrets) {
        this.secrets = secrets.stream()
                .flatMap(Masker::parts)
                .distinct()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .sorted(Comparator.comparing((byte[] bytes) -> bytes.length).reversed())
                .toList();
        this.secrets.forEach(bytes -> begins[bytes[0] & 0xff] = true);
    }

    private static Stream<String> parts(Secret secret) {
        var lines = secret.value().lines().filter(line -> line.length() >= SHORTEST_LINE);
        return Stream.concat(Stream.of(secret.value()), lines).filter(text -> !text.isEmpty());
    }

    /**
     * Output without secrets.
     *
     * @param consumed how many bytes of the input this stands for; the rest is to be given again, with what follows
     */
    public record Masked(byte[] bytes, int consumed) {}

    /**
     * Masks a piece of output.
     *
     * @param length how many bytes of the array count
     * @param isLast nothing will follow, so nothing is held back
     */
    public Masked mask(byte[] bytes, int length, boolean isLast) {
        if (secrets.isEmpty()) {
            return new Masked(Arrays.copyOf(bytes, length), length);
        }
        var out = new ByteArrayOutputStream(length);
        var at = 0;
        while (at < length) {
            var found = begins[bytes[at] & 0xff] ? at(bytes, at, length, isLast) : NONE;
            if (found == HELD_BACK) {
                break;
            }
            if (found > 0) {
                out.writeBytes(MASK);
                at += found;
            } else {
                out.write(bytes[at]);
                at++;
            }
        }
        return new Masked(out.toByteArray(), at);
    }

    private static final int NONE = 0;
    private static final int HELD_BACK = -1;

    /** The length of the secret at a position; or that there is none, or that nobody can know yet. */
    private int at(byte[] bytes, int at, int length, boolean isLast) {
        for (var secret : secrets) {
            var there = Math.min(secret.length, length - at);
            if (Arrays.equals(bytes, at, at + there, secret, 0, there)) {
                if (there == secret.length) {
                    return secret.length;
                }
                if (!isLast) {
                    return HELD_BACK;
                }
            }
        }
        return NONE;
    }
}
