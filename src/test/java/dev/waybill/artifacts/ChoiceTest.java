package dev.waybill.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.workspaces.WorkspaceFiles.Found;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChoiceTest {
    @Test
    void of_takesWhatFits_byName() {
        var choice = Choice.of(List.of(new Found("c", 1), new Found("b", 10), new Found("a", 9)), 10);

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

        assertThat(Choice.of(many, 10).names()).hasSize(Choice.MOST);
        assertThat(Choice.of(many, 10).notes())
                .containsExactly("artifact f1000 was not kept: a deploy has at most 1,000");
        assertThat(Choice.of(List.of(new Found("ä".repeat(501), 0)), 10).notes().getFirst())
                .endsWith("its name has more than 1,000 bytes");
    }
}
