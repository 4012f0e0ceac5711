package dev.waybill.logs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.logs.LinePage.Line;
import dev.waybill.logs.LogOutline.Group;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lines by their numbers, against the same found by splitting the whole text. */
class LogLinesTest extends LogsFixture {
    private List<String> texts(long from, long to) {
        return logs.lines().lines(DEPLOY, from, to).lines().stream()
                .map(Line::text)
                .toList();
    }

    @Test
    void lines_areTheSame_whateverTheChunks() {
        var text = "one\n\ntwo €\n\u001b[31mthree\nfour \u0000\r\nhalf";
        store(new Random(7), text.repeat(3).getBytes(StandardCharsets.UTF_8));
        var all = Arrays.asList(text.repeat(3).split("\n", -1));

        for (var from = 1; from <= all.size(); from++) {
            for (var to = from; to <= all.size(); to++) {
                assertThat(texts(from, to)).as("%d to %d", from, to).isEqualTo(all.subList(from - 1, to));
            }
        }
        assertThat(texts(-2, 0)).isEqualTo(all.subList(all.size() - 2, all.size()));
        assertThat(texts(all.size() + 1, all.size() + 9)).isEmpty();
    }

    @Test
    void lines_areFound_inALargeLogThatGrows() {
        var rounds = 6;
        for (var round = 0; round < rounds; round++) {
            var first = round * 20_000;
            append(IntStream.range(first, first + 20_000)
                    .mapToObj("%08d is the number of a line of usual length\n"::formatted)
                    .collect(Collectors.joining()));
            var last = first + 20_000;
            assertThat(logs.lines().extent(DEPLOY).lines()).isEqualTo(last);
            for (var line : List.of(1, last / 2, last - 1, last)) {
                assertThat(texts(line, line)).singleElement().asString().startsWith("%08d".formatted(line - 1));
            }
        }
    }

    @Test
    void anUnfinishedLine_counts_andIsContinued() {
        append("one\nha");
        assertThat(texts(1, 9)).containsExactly("one", "ha");

        append("lf\nnext\n");

        assertThat(texts(2, 9)).containsExactly("half", "next");
        assertThat(logs.lines().extent(DEPLOY).lines()).isEqualTo(3);
    }

    @Test
    void aLongLine_isCut_andTheNextOneFound() {
        append("before\n");
        for (var i = 0; i < 40; i++) {
            append("x".repeat(250_000));
        }
        append("\nafter\n");
        logs.lines().extent(DEPLOY); // a request looks at 8 MiB

        var page = logs.lines().lines(DEPLOY, 1, 3);

        assertThat(page.lines()).extracting(Line::bytes).containsExactly(6L, 10_000_000L, 5L);
        assertThat(page.lines()).extracting(Line::isCut).containsExactly(false, true, false);
        assertThat(page.lines().get(1).text()).isEqualTo("x".repeat(LineReader.LONGEST));
        assertThat(texts(3, 3)).containsExactly("after");
    }

    @Test
    void aProgressBar_showsItsEnd() {
        for (var i = 0; i < 100; i++) {
            append("\r%s %d%%".formatted("#".repeat(500), i));
        }

        assertThat(texts(1, 1)).singleElement().asString().startsWith("\r").endsWith(" 99%");
    }

    @Test
    void colours_goOn_inLaterLines() {
        append("\u001b[1;31mred\n" + "still red\n".repeat(20_000) + "\u001b[39mbold\nbold\u001b[0m\nplain\n");

        assertThat(logs.lines().lines(DEPLOY, 20_000, 30_000).lines())
                .extracting(Line::style)
                .containsExactly("\u001b[1;31m", "\u001b[1;31m", "\u001b[1;31m", "\u001b[1m", "");
    }

    @Test
    void search_findsText_betweenControlSequences() {
        append("nothing\nHe\u001b[1mAL\u001b[0mthy\nhealth\nZürich HEALTHY");

        assertThat(logs.lines().search(DEPLOY, "healthy", 1, 10).lines()).containsExactly(2L, 4L);
        assertThat(logs.lines().search(DEPLOY, "ZÜRICH", 1, 10).lines()).containsExactly(4L);
        assertThat(logs.lines().search(DEPLOY, "[1m", 1, 10).lines()).isEmpty();
    }

    @Test
    void search_tellsWhereToContinue_whenThereIsMore() {
        append("yes\nno\n".repeat(10));

        var first = logs.lines().search(DEPLOY, "yes", 1, 4);
        var rest = logs.lines().search(DEPLOY, "yes", 8, 100);

        assertThat(first.lines()).containsExactly(1L, 3L, 5L, 7L);
        assertThat(first.next()).isEqualTo(8L);
        assertThat(rest.lines()).containsExactly(9L, 11L, 13L, 15L, 17L, 19L);
        assertThat(rest.next()).isNull();
    }

    @Test
    void outline_hasGroupsErrorsAndWarnings() {
        append("::waybill group Build\nWARN old\n::group::one\nerror: x\n::group::two\n::endgroup::\n");
        append("::waybill endgroup\n0 errors\n::endgroup::\nopen\n");

        var outline = logs.lines().outline(DEPLOY);

        assertThat(outline.groups())
                .extracting(Group::name, Group::depth, Group::first, Group::last, Group::errors)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("Build", 0, 1L, 7L, 1L),
                        org.assertj.core.groups.Tuple.tuple("one", 1, 3L, 4L, 1L),
                        org.assertj.core.groups.Tuple.tuple("two", 1, 5L, 6L, 0L));
        assertThat(outline.errorLines()).containsExactly(4L);
        assertThat(outline.warnings()).isEqualTo(1);
    }

    @Test
    void outline_hasSteps_thatWaybillNames() {
        db.write(tx -> {
            logs.say(tx, DEPLOY, "step 1 of 2: Build");
            return tx;
        });
        append(">> step 7 of 9: not mine\n");
        db.write(tx -> {
            logs.say(tx, DEPLOY, "step 2 of 2: Deploy");
            logs.say(tx, DEPLOY, "failed after 3 s: the command ended with exit code 1");
            return tx;
        });

        var outline = logs.lines().outline(DEPLOY);

        assertThat(outline.groups()).extracting(Group::name).containsExactly("Build", "Deploy");
        assertThat(outline.groups()).extracting(Group::last).containsExactly(2L, null);
        assertThat(outline.errorLines()).containsExactly(4L);
    }

    @Test
    void anEmptyLog_hasNoLines() {
        assertThat(texts(1, 10)).isEmpty();
        assertThat(logs.lines().outline(DEPLOY).begin()).isNull();
        assertThat(logs.lines().search(DEPLOY, "x", 1, 10).next()).isNull();
    }
}
