package dev.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class MaskerTest {
    private static final Masker MASKER =
            new Masker(List.of(new Secret("hunter2"), new Secret("hunter2-longer"), new Secret("aab")));

    /** Feeds the text in pieces, as a follower does: what is held back comes again with what follows. */
    private static String masked(Masker masker, byte[] text, Random random) {
        var out = new ByteArrayOutputStream();
        var from = 0;
        var seen = 0;
        while (from < text.length) {
            seen = Math.min(text.length, seen + 1 + random.nextInt(5));
            var piece = Arrays.copyOfRange(text, from, seen);
            var masked = masker.mask(piece, piece.length, seen == text.length);
            out.writeBytes(masked.bytes());
            from += masked.consumed();
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void mask_findsSecrets_howeverTheOutputIsCut() {
        var text = "a hunter2 b hunter2-longer c aaab hunter hunter2-long".getBytes(StandardCharsets.UTF_8);

        for (var seed = 0; seed < 1_000; seed++) {
            assertThat(masked(MASKER, text, new Random(seed)))
                    .as("seed %d", seed)
                    .isEqualTo("a *** b *** c a*** hunter ***-long");
        }
    }

    @Test
    void mask_holdsBackOnlyWhatMayBeginASecret() {
        var bytes = "hello hunt".getBytes(StandardCharsets.UTF_8);

        var first = MASKER.mask(bytes, bytes.length, false);
        var last = MASKER.mask(bytes, bytes.length, true);

        assertThat(new String(first.bytes(), StandardCharsets.UTF_8)).isEqualTo("hello ");
        assertThat(first.consumed()).isEqualTo(6);
        assertThat(new String(last.bytes(), StandardCharsets.UTF_8)).isEqualTo("hello hunt");
    }

    @Test
    void mask_findsTheLinesOfASecret_ofSeveralLines() {
        var masker = new Masker(List.of(new Secret("-----BEGIN KEY-----\nMIIEabcdefgh\nend\n")));
        var text = "key is MIIEabcdefgh, the end".getBytes(StandardCharsets.UTF_8);

        assertThat(masked(masker, text, new Random(1))).isEqualTo("key is ***, the end");
    }

    @Test
    void mask_leavesEverything_whenThereAreNoSecrets() {
        var bytes = new byte[] {0, 1, (byte) 0xff};

        assertThat(new Masker(List.of()).mask(bytes, 3, false).consumed()).isEqualTo(3);
        assertThat(new Masker(List.of(new Secret(""))).mask(bytes, 3, false).bytes())
                .isEqualTo(bytes);
    }
}
