package dev.waybill.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.logs.Masker;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.CheckResult.State;
import dev.waybill.spi.Secret;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingsTest {
    private static CheckResult result(String name, State state, @Nullable String description, @Nullable String link) {
        return new CheckResult(name, state, description, link, "ci", Instant.EPOCH);
    }

    private static Findings found(Map<String, Object> settings, CheckResult... results) {
        return Findings.of(
                new CheckAnswer.Reported(List.of(results), null),
                new Requirement("github", "github:1:0", "github", settings),
                new CleanText(new Masker(List.of(new Secret("hunter2-hunter2")))));
    }

    @Test
    void state_isThatOfTheWorst() {
        var passed = result("a", State.PASSED, null, null);
        var pending = result("b", State.PENDING, null, null);
        var missing = result("c", State.MISSING, null, null);
        var failed = result("d", State.FAILED, null, null);

        assertThat(found(Map.of()).state()).isEqualTo(CheckState.MISSING);
        assertThat(found(Map.of(), passed).state()).isEqualTo(CheckState.PASSED);
        assertThat(found(Map.of(), passed, pending).state()).isEqualTo(CheckState.PENDING);
        assertThat(found(Map.of(), missing, pending).state()).isEqualTo(CheckState.MISSING);
        assertThat(found(Map.of(), missing, failed, pending).state()).isEqualTo(CheckState.FAILED);
    }

    @Test
    void missing_isAllowed_onlyWhereTheCheckSaysSo() {
        var isOk = Map.<String, Object>of("missing", "ok");

        assertThat(found(isOk).state()).isEqualTo(CheckState.PASSED);
        assertThat(found(isOk, result("c", State.MISSING, null, null)).state()).isEqualTo(CheckState.PASSED);
        assertThat(found(isOk, result("c", State.MISSING, null, null), result("b", State.PENDING, null, null)))
                .satisfies(findings -> {
                    assertThat(findings.state()).isEqualTo(CheckState.PENDING);
                    assertThat(findings.worst()).extracting(CheckResult::name).isEqualTo("b");
                });
    }

    @Test
    void thirtyThousandResults_areJudgedCompletely_andTheWorstAreKept() {
        var results = Stream.concat(
                        IntStream.range(0, 29_999).mapToObj(i -> result("run " + i, State.PASSED, null, null)),
                        Stream.of(result("last", State.FAILED, "broken", null)))
                .toArray(CheckResult[]::new);

        var findings = found(Map.of(), results);

        assertThat(findings.state()).isEqualTo(CheckState.FAILED);
        assertThat(findings.total()).isEqualTo(30_000);
        assertThat(findings.passed()).isEqualTo(29_999);
        assertThat(findings.results()).hasSize(200);
        assertThat(findings.worst()).extracting(CheckResult::name).isEqualTo("last");
    }

    @Test
    void names_withEmojiAndAThousandCharacters_areCutBetweenCharacters() {
        var name = "🚀".repeat(1_000);

        assertThat(found(Map.of(), result(name, State.FAILED, null, null)).worst())
                .extracting(CheckResult::name)
                .isEqualTo("🚀".repeat(249) + "…");
    }

    @Test
    void failure_isLoggedWithItsStackTrace_butWithoutSecrets() {
        var text = new CleanText(new Masker(List.of(new Secret("hunter2-hunter2"))));

        assertThat(text.of(new IllegalStateException("invalid header: hunter2-hunter2")))
                .contains("IllegalStateException: invalid header: ***", "\tat ")
                .doesNotContain("hunter2");
    }

    @Test
    void texts_areOneLine_withoutSecretsAndControlCharacters() {
        var hostile = "3 tests\r\n\u001b[31mfailed\u202e \u0000hunter2-hunter2";

        assertThat(found(Map.of(), result("a\nb", State.FAILED, hostile, null)).worst())
                .satisfies(worst -> {
                    assertThat(worst.name()).isEqualTo("a b");
                    assertThat(worst.description()).isEqualTo("3 tests [31mfailed   ***");
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "javascript:alert(1)",
                "data:text/html,x",
                "https://ci/\" onclick=\"x",
                "https://ci/?token=hunter2-hunter2",
                "//ci/",
                "file:///etc/passwd",
                ""
            })
    void link_isLeftOut_whenItCouldRunAScriptOrHoldsASecret(String link) {
        assertThat(found(Map.of(), result("a", State.FAILED, null, link)).worst())
                .extracting(CheckResult::link)
                .isNull();
    }
}
