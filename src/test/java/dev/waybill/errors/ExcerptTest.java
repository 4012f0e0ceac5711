package dev.waybill.errors;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whatever is quoted, what people are told is of a length that they read. */
class ExcerptTest {
    private static final String LONG = "x".repeat(Excerpt.LONGEST);

    @Test
    void text_isCut_whenItIsTooLong() {
        assertThat(Excerpt.of(LONG)).isEqualTo(LONG);
        assertThat(Excerpt.of(LONG + "y")).hasSize(Excerpt.LONGEST).endsWith("x…");
        assertThat(Excerpt.of("x".repeat(Excerpt.LONGEST - 2) + "😀😀"))
                .as("no half of a character is left")
                .isEqualTo("x".repeat(Excerpt.LONGEST - 2) + "…");
    }

    @Test
    void failures_quoteInPart() {
        assertThat(new NotFound("not_found", LONG + LONG).sentence()).hasSize(Excerpt.LONGEST);
        assertThat(Invalid.fields(Map.of(LONG + LONG, LONG + LONG)).details().toString())
                .hasSizeLessThan(3 * Excerpt.LONGEST);
    }
}
