package dev.waybill.apps.config.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlWriterTest {
    @Test
    void whatIsWritten_isReadBack() {
        var steps = "make build\n  make deploy: now # not a comment\n\ttabs, \"quotes\" and 'quotes'\n";
        var tree = Map.<String, Object>of(
                "command",
                steps,
                "texts",
                List.of("true", "1.10", "null", "", " x ", "a: b", "*x", "مرحبا 😀", "- 1", "x".repeat(300)),
                "values",
                Map.of("whole", 3, "half", 0.5, "on", true, "none", List.of(), "empty", Map.of()));

        assertThat(YamlTree.parse(YamlWriter.text(tree)).root()).isEqualTo(tree);
    }

    @Test
    void text_hasAValueALine_withoutNeedlessQuotes() {
        assertThat(YamlWriter.text(Map.of("run", "make\ntest\n"))).isEqualTo("run: |\n  make\n  test\n");
        assertThat(YamlWriter.text(Map.of("env", Map.of("A", "make -j 4")))).isEqualTo("env:\n  A: make -j 4\n");
    }
}
