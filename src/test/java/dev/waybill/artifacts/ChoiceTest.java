package dev.waybill.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.workspaces.WorkspaceFiles.Found;
import dev.waybill.workspaces.WorkspaceFiles.Listing;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    private static Choice of(List<Found> found) {
        return Choice.of(new Listing(found, 0), 10);
    }

    @Test
    void of_takesWhatFits_byName() {
        var choice = of(List.of(new Found("c", 1), new Found("b", 10), new Found("a", 9)));

        assertThat(choice.names()).containsExactly("a", "c");
        assertThat(choice.notes())
                .containsExactly("artifact b was not kept: with its 10 bytes, all would exceed 10 bytes");
    }

    @Test
    void of_leavesOutLongNames_andThoseOfTooMany() {
        var many = IntStream.range(0, Choice.MOST + 1)
                .mapToObj("f%04d"::formatted)
                .map(name -> new Found(name, 0))
                .toList();

        assertThat(of(many).names()).hasSize(Choice.MOST);
        assertThat(of(many).notes()).containsExactly("artifact f1000 was not kept: a deploy has at most 1,000");
        assertThat(of(List.of(new Found("ä".repeat(501), 0))).notes().getFirst())
                .endsWith("its name has more than 1,000 bytes");
    }

    @Test
    void told_namesTheFirst_andCountsTheRest() {
        var large = IntStream.range(0, Choice.NAMED + 3)
                .mapToObj("f%02d"::formatted)
                .map(name -> new Found(name, 11))
                .toList();
        var choice = Choice.of(new Listing(large, 2_000_000), 10);

        assertThat(choice.notes()).hasSize(Choice.NAMED);
        assertThat(choice.told(List.of("later")))
                .hasSize(Choice.NAMED + 1)
                .last()
                .isEqualTo("and 2,000,004 more files were not kept");
        assertThat(of(List.of()).told(List.of("later"))).containsExactly("later");
    }
}
