package dev.waybill.logs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Several bytes at once, against the same one by one. */
class BytesTest {
    private static final int TIMES = 20_000;

    private final Random random = new Random(3);

    /** Of some letters, and of bytes at the limits of what is plain. */
    private byte[] some() {
        var letters = "\n\u001b\u001f ~\u007f\u0080\u00ff\u0000a".getBytes(StandardCharsets.ISO_8859_1);
        var bytes = new byte[random.nextInt(40)];
        Arrays.fill(bytes, (byte) 'x');
        for (var i = random.nextInt(4); i > 0 && bytes.length > 0; i--) {
            bytes[random.nextInt(bytes.length)] = letters[random.nextInt(letters.length)];
        }
        return bytes;
    }

    @Test
    void indexOf_isTheFirstPlace_orTheEnd() {
        for (var i = 0; i < TIMES; i++) {
            var bytes = some();
            var from = random.nextInt(bytes.length + 1);
            var to = from + random.nextInt(bytes.length - from + 1);
            for (var wanted : new byte[] {'\n', 0, (byte) 0x80, (byte) 0xff, 'x'}) {
                var first = IntStream.range(from, to)
                        .filter(at -> bytes[at] == wanted)
                        .findFirst()
                        .orElse(to);
                assertThat(Bytes.indexOf(wanted, bytes, from, to)).isEqualTo(first);
            }
        }
    }

    @Test
    void arePlain_ifNoneIsAControlCharacter_norOfAnotherAlphabet() {
        for (var i = 0; i < TIMES; i++) {
            var bytes = some();
            var length = random.nextInt(bytes.length + 1);
            var arePlain = IntStream.range(0, length).allMatch(at -> bytes[at] >= ' ' && bytes[at] <= '~');
            assertThat(Bytes.arePlain(bytes, length)).isEqualTo(arePlain);
        }
    }
}
