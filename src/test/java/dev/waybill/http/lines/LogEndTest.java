package dev.waybill.http.lines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ShiftedTime;
import dev.waybill.logs.LogsFixture;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What the readers of one log share. */
@Timeout(30)
class LogEndTest extends LogsFixture {
    private final ShiftedTime time = new ShiftedTime();

    private LogEnd end() {
        return new LogEnd(logs, DEPLOY, time);
    }

    private static String text(byte[] event) {
        return new String(event, StandardCharsets.UTF_8);
    }

    @Test
    void readersAtTheSameLine_getTheSameEvent() throws Exception {
        append("one\ntwo\n");
        var end = end();
        try (var ann = logs.subscribe(DEPLOY);
                var bob = logs.subscribe(DEPLOY)) {
            var first = end.after(null, ann);
            append("three\n");
            var second = end.after(first, ann);

            assertThat(end.after(first, bob)).isSameAs(second);
            assertThat(second.linesAfter(2)).isSameAs(second.linesAfter(2)).isNotSameAs(second.linesAfter(1));
            assertThat(text(second.linesAfter(2))).startsWith("id: 3\nevent: lines\ndata: {\"from\":2,");
        }
    }

    @Test
    void newLines_areNotMissed_afterALookOfOthers() throws Exception {
        var end = end();
        try (var ann = logs.subscribe(DEPLOY);
                var bob = logs.subscribe(DEPLOY)) {
            var empty = end.after(null, ann);
            append("one\n");
            var late = end.after(null, bob);

            assertThat(late).isSameAs(empty);
            assertThat(late.isLast(bob)).isFalse();
            assertThat(end.after(late, bob).extent().lines()).isEqualTo(1);
        }
    }

    @Test
    void quietLog_isNotLookedAtAgain() throws Exception {
        append("one\n");
        var end = end();
        try (var growth = logs.subscribe(DEPLOY)) {
            var look = end.after(null, growth);

            assertThat(look.isLast(growth)).isTrue();
            assertThat(end.after(look, growth)).isSameAs(look);
        }
    }

    @Test
    void manyNewLines_areCounted_andTheLastOnesSent() throws Exception {
        var end = end();
        try (var growth = logs.subscribe(DEPLOY)) {
            end.after(null, growth);
            append("line\n".repeat(10_000));

            var event = text(end.after(end.after(null, growth), growth).linesAfter(0));

            assertThat(event).startsWith("id: 10000\n").contains("\"from\":9801,", "\"log\":{\"lines\":10000,");
        }
    }

    @Test
    void readersOfAFlood_lookTogether() throws Exception {
        var end = end();
        try (var growth = logs.subscribe(DEPLOY);
                var readers = Executors.newVirtualThreadPerTaskExecutor()) {
            var seen = end.after(null, growth);
            append("line\n".repeat(1_000));

            var looks = IntStream.range(0, 50)
                    .mapToObj(_ -> readers.submit(() -> end.after(seen, growth)))
                    .toList();

            for (var look : looks) {
                assertThat(look.get()).isSameAs(looks.getFirst().get()).isNotSameAs(seen);
            }
        }
    }

    @Test
    void log_thatHasEnded_isOver() throws Exception {
        append("one\n");
        db.write(tx -> {
            logs.complete(tx, DEPLOY);
            return tx;
        });
        try (var growth = logs.subscribe(DEPLOY)) {
            assertThat(end().after(null, growth).isOver()).isTrue();
        }
    }
}
