package dev.waybill.providers.shell;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.providers.TestDeploys;
import dev.waybill.spi.DeployInfo;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {
    private static DeployInfo deploy(String ref, String param) {
        return TestDeploys.with(ref, null, Map.of("host", param), Map.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fab -R {env} deploy:sha={sha} | fab -R production deploy:sha=0123456789012345678901234567890123456789",
                "{app}/{environment}#{number} {ref} {user} {task} | shop/production#42 main ann@example.com deploy",
                "[{prev_sha}] {params[host]} | [] web-1",
                "awk '{print $1}' ${HOME} {a,b} {unknown} {} ${sha} | awk '{print $1}' ${HOME} {a,b} {unknown} {} ${sha}"
            })
    void fill_replacesPlaceholders_andNothingElse(String line, String filled) {
        assertThat(new Placeholders(deploy("main", "web-1")).fill(line)).isEqualTo(filled);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x$(touch p)",
                "a b",
                "a;b",
                "a|b",
                "`a`",
                "-rf",
                "a'b",
                "a\"b",
                "a\\b",
                "a\nb",
                "ä",
                "*",
                "~a",
                "a>b",
                "#",
                "{a}"
            })
    void objection_namesTheVariable_whenAValueWouldNeedQuoting(String ref) {
        assertThat(new Placeholders(deploy(ref, "")).objection("deploy {ref}"))
                .hasValueSatisfying(why -> assertThat(why).contains("\"$WAYBILL_REF\""));
        assertThat(new Placeholders(deploy(ref, "")).objection("deploy \"$WAYBILL_REF\""))
                .isEmpty();
    }

    @Test
    void objection_namesAMissingParameter() {
        assertThat(new Placeholders(deploy("main", "")).objection("deploy {ssh_key} {params[port]}"))
                .hasValueSatisfying(why -> assertThat(why).contains("\"port\""));
    }

    /** Whatever is let through is one word of sh, and that word is the value. */
    @Test
    void fill_letsNothingThrough_thatShWouldRead() {
        var random = new Random(42);
        for (var i = 0; i < 100_000; i++) {
            var value = random.ints(1 + random.nextInt(6), 0, 0x180)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            if (new Placeholders(deploy(value, "")).objection("{ref}").isEmpty()) {
                assertThat(value).matches("[A-Za-z0-9_@%+=:,./][A-Za-z0-9_@%+=:,./-]*");
            }
        }
    }
}
