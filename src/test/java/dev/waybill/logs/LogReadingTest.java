package dev.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Pitfalls 9 and 25: any offset is good, at every byte; characters stay whole across chunks. */
class LogReadingTest extends LogsFixture {
    private static final String TEXT = "plain\näöü €uro 𝄞 clef, and \u0000 in between\r\n日本語\n".repeat(3);

    private void complete() {
        db.write(tx -> {
            logs.complete(tx, DEPLOY);
            return DEPLOY;
        });
    }

    @Test
    void read_fromEveryByte_givesTheRest() {
        var bytes = store(new Random(1), TEXT.getBytes(StandardCharsets.UTF_8));
        complete();

        for (var offset = 0; offset <= bytes.length; offset++) {
            var page = logs.read(DEPLOY, offset, Logs.LARGEST_PAGE);
            var rest = new String(bytes, offset, bytes.length - offset, StandardCharsets.UTF_8);
            assertThat(text(page)).as("from %d", offset).isEqualTo(rest);
            assertThat(page.nextOffset()).isEqualTo(bytes.length);
            assertThat(page.complete()).isTrue();
        }
    }

    @Test
    void read_pageByPage_givesEveryCharacterOnce_whateverTheLimit() {
        var bytes = store(new Random(2), TEXT.getBytes(StandardCharsets.UTF_8));
        complete();

        for (var limit = 1; limit < 40; limit++) {
            var all = new StringBuilder();
            var page = logs.read(DEPLOY, 0, limit);
            while (!page.complete()) {
                assertThat(page.pieces())
                        .as("limit %d at %d", limit, page.nextOffset())
                        .isNotEmpty();
                all.append(text(page));
                page = logs.read(DEPLOY, page.nextOffset(), limit);
            }
            assertThat(all.append(text(page))).hasToString(TEXT);
            assertThat(page.nextOffset()).isEqualTo(bytes.length);
        }
    }

    @Test
    void read_holdsBackHalfACharacter_untilItsRestComes() {
        var euro = "€".getBytes(StandardCharsets.UTF_8);
        store(new Random(3), new byte[] {'a', euro[0], euro[1]});

        var half = logs.read(DEPLOY, 0, 100);
        store(new Random(3), new byte[] {euro[2]});
        var whole = logs.read(DEPLOY, half.nextOffset(), 100);

        assertThat(text(half)).isEqualTo("a");
        assertThat(half.nextOffset()).isEqualTo(1);
        assertThat(half.caughtUp()).isTrue();
        assertThat(text(whole)).isEqualTo("€");
    }

    @Test
    void read_givesUpOnHalfACharacter_whenTheLogHasEnded() {
        store(new Random(4), new byte[] {'a', (byte) 0xe2, (byte) 0x82});
        complete();

        var page = logs.read(DEPLOY, 0, 100);

        assertThat(text(page)).isEqualTo("a\ufffd");
        assertThat(page.complete()).isTrue();
    }

    @Test
    void read_neverSticks_onBytesThatAreNoText() {
        var random = new Random(5);
        var bytes = new byte[2_000];
        random.nextBytes(bytes);
        store(random, bytes);
        complete();

        var read = new ByteArrayOutputStream();
        var offset = 0L;
        while (true) {
            var page = logs.read(DEPLOY, offset, 7);
            read.write(bytes, (int) offset, (int) (page.nextOffset() - offset));
            if (page.complete()) {
                break;
            }
            assertThat(page.nextOffset()).isGreaterThan(offset);
            offset = page.nextOffset();
        }
        assertThat(read.toByteArray()).isEqualTo(bytes);
    }

    @Test
    void read_neverSticks_onALeadByteWithoutARest_howeverSmallThePage() {
        db.write(tx -> {
            logs.append(tx, DEPLOY, "deploy", new byte[] {(byte) 0xc3, 'a', (byte) 0xe2, 'b', 'c', 'd', 'e', 'f'});
            return DEPLOY;
        });
        var text = new StringBuilder();
        for (var page = logs.read(DEPLOY, 0, 1); !page.caughtUp(); page = logs.read(DEPLOY, page.nextOffset(), 1)) {
            assertThat(page.pieces()).isNotEmpty();
            page.pieces().forEach(piece -> text.append(piece.text()));
        }

        assertThat(text.toString()).startsWith("\ufffda\ufffdb");
    }

    @Test
    void readLast_beginsAtACharacter_andGivesAtLeastSoMany() {
        var bytes = store(new Random(6), TEXT.getBytes(StandardCharsets.UTF_8));

        for (var last = 1; last < bytes.length + 10; last++) {
            var text = text(logs.readLast(DEPLOY, last));
            assertThat(TEXT).endsWith(text);
            assertThat(text.getBytes(StandardCharsets.UTF_8).length)
                    .isGreaterThanOrEqualTo(Math.min(last, bytes.length));
        }
    }

    @Test
    void read_behindTheEnd_staysWhereItIs() {
        store(new Random(7), "abc".getBytes(StandardCharsets.UTF_8));

        var page = logs.read(DEPLOY, 1_000, 10);

        assertThat(page.pieces()).isEmpty();
        assertThat(page.nextOffset()).isEqualTo(1_000);
        assertThat(page.complete()).isFalse();
        assertThat(page.caughtUp()).isTrue();
    }
}
