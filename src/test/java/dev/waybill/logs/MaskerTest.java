package dev.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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

    /** Where output is lost, as on a full disk, half of a secret may be left on either side. */
    @Test
    void cut_leavesNoHalfOfASecret() {
        var masker = new Masker(List.of(new Secret("0123456789abcdefghij")));

        assertThat(beforeCut(masker, "token: 0123456789ab")).isEqualTo("token: ***");
        assertThat(beforeCut(masker, "plain 0123456789abcdefghij.")).isEqualTo("plain ***.");
        assertThat(beforeCut(masker, "plain 0")).isEqualTo("plain 0");
        assertThat(afterCut(masker, "9abcdefghij and 0123456789abcdefghij")).isEqualTo("*** and ***");
        assertThat(afterCut(masker, "after\n")).isEqualTo("after\n");
    }

    private static String beforeCut(Masker masker, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        return new String(masker.maskBeforeCut(bytes, bytes.length).bytes(), StandardCharsets.UTF_8);
    }

    private static String afterCut(Masker masker, String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var masked = masker.maskAfterCut(bytes, bytes.length, true);
        assertThat(masked.consumed()).isEqualTo(bytes.length);
        return new String(masked.bytes(), StandardCharsets.UTF_8);
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

    @Test
    void overlappingSecrets_leaveNothingOfEither() {
        assertThat(new Masker(secrets("abcd", "cdef")).mask("xabcdefx")).isEqualTo("x***x");
        assertThat(new Masker(secrets("cdef", "abcd")).mask("abcdefabcdef")).isEqualTo("******");
        assertThat(new Masker(secrets("bc", "abcd")).mask("abcd bc")).isEqualTo("*** ***");
        assertThat(new Masker(secrets("abc", "abcde")).mask("abcd abcde abc")).isEqualTo("***d *** ***");
        assertThat(new Masker(secrets("aa")).mask("aaa aaaa")).isEqualTo("*** ***");
        assertThat(new Masker(secrets("abab", "ba")).mask("xababab")).isEqualTo("x***");
    }

    /** Few letters and short words, so that they overlap in every way. */
    @Test
    void mask_isWhatLookingForEachSecretEverywhereGives_howeverTheOutputIsCut() {
        for (var seed = 0; seed < 5_000; seed++) {
            var random = new Random(seed);
            var words = Stream.generate(() -> word(random, 1 + random.nextInt(6)))
                    .limit(1 + random.nextInt(4))
                    .toArray(String[]::new);
            var text = word(random, random.nextInt(60));

            assertThat(masked(new Masker(secrets(words)), text.getBytes(StandardCharsets.UTF_8), random))
                    .as("seed %d: %s in %s", seed, List.of(words), text)
                    .isEqualTo(naivelyMasked(text, words));
        }
    }

    /** A secret that goes on and on holds back no more than twice its length. */
    @Test
    void mask_holdsBackLittle_whenASecretOverlapsItselfForEver() {
        var bytes = "ab".repeat(10_000).getBytes(StandardCharsets.UTF_8);
        var masked = new Masker(secrets("ababababab")).mask(bytes, bytes.length, false);

        assertThat(bytes.length - masked.consumed()).isBetween(1, 20);
        assertThat(masked.bytes()).isEmpty();
    }

    /** Programs strip what they read. */
    @Test
    void mask_alsoFindsASecret_withoutTheWhiteSpaceAtItsEnds() {
        assertThat(new Masker(secrets(" \tpass word \n")).mask("a pass word b")).isEqualTo("a *** b");
    }

    private static List<Secret> secrets(String... values) {
        return Arrays.stream(values).map(Secret::new).toList();
    }

    private static String word(Random random, int length) {
        return random.ints(length, 'a', 'd').mapToObj(Character::toString).collect(Collectors.joining());
    }

    private static String naivelyMasked(String text, String... words) {
        var covered = new boolean[text.length()];
        var joined = new boolean[text.length() + 1];
        for (var word : words) {
            for (var at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
                Arrays.fill(covered, at, at + word.length(), true);
                Arrays.fill(joined, at + 1, at + word.length(), true);
            }
        }
        var out = new StringBuilder();
        for (var i = 0; i < text.length(); i++) {
            if (!covered[i]) {
                out.append(text.charAt(i));
            } else if (!joined[i]) {
                out.append("***");
            }
        }
        return out.toString();
    }
}
