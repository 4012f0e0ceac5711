package dev.waybill.logs.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What lines seem to tell, wherever in them. */
class LineKindTest {
    private static LineKind of(String line) {
        var bytes = line.getBytes(StandardCharsets.UTF_8);
        return LineKind.of(bytes, bytes.length, false);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ERROR",
                "it is FATAL",
                "error: x",
                "npm error",
                "npm ERR!",
                "WARN and ERROR",
                "é ERROR é",
                "\u001b[31mERROR\u001b[0m",
                "java.lang.Exception: x",
                "tests\tFAILED"
            })
    void errors_areErrors(String line) {
        assertThat(of(line)).isEqualTo(LineKind.ERROR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"WARN", "a warning: b", "npm warn", "12:00 WARNING\u001b[0m"})
    void warnings_areWarnings(String line) {
        assertThat(of(line)).isEqualTo(LineKind.WARNING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "E",
                "0 ERROR",
                "no error: x",
                "FAILED=0",
                "TERRORS",
                "an error",
                "\u00e5\u00f2",
                "er",
                "WARNE"
            })
    void otherLines_arePlain(String line) {
        assertThat(of(line)).isEqualTo(LineKind.PLAIN);
    }
}
