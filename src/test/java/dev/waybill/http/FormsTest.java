package dev.waybill.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.errors.Excerpt;
import dev.waybill.errors.Invalid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormsTest {
    @Test
    void duplicateField_isRefusedWithTheReason_howeverLongItsName() {
        var name = "n".repeat(1_000_000);

        assertThatThrownBy(() -> Forms.parse(name + "=1&" + name + "=2"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("The body has a duplicate field: \"nnn")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThanOrEqualTo(Excerpt.LONGEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "%z", "%zz", "%4", "a%4g", "%-1", "%+1", "%%", "%u00e9"})
    void malformedPercentSign_isRefusedWithTheNameAndTheWayOut(String value) {
        var form = assertThatThrownBy(() -> Forms.parse("app=web&secret=" + value + "&env=x"));
        var query = assertThatThrownBy(() -> BodyText.requireDecodable("app=web&secret=" + value));
        var wayOut = "\"%\" must be followed by two hexadecimal digits; write the character \"%\" itself as %25";

        form.isInstanceOf(Invalid.class)
                .hasMessage("The form in the body is malformed: in the field \"secret\", " + wayOut);
        query.isInstanceOf(Invalid.class).hasMessage("The query is malformed: in the parameter \"secret\", " + wayOut);
    }

    @ParameterizedTest
    @ValueSource(strings = {"%E9", "%C3", "%C3%28", "%ED%A0%80", "%FF%FE"})
    void bytesThatAreNotUtf8_areRefusedWithTheNameAndTheWayOut(String value) {
        var form = assertThatThrownBy(() -> Forms.parse("r%C3%A9f=" + value));
        var query = assertThatThrownBy(() -> BodyText.requireDecodable("r%C3%A9f=" + value));

        form.isInstanceOf(Invalid.class)
                .hasMessageStartingWith("The form in the body is malformed: in the field \"r\u00e9f\", ")
                .hasMessageContaining("the text is not UTF-8; percent-encode its bytes in UTF-8");
        query.isInstanceOf(Invalid.class)
                .hasMessageStartingWith("The query is malformed: in the parameter \"r\u00e9f\", ")
                .hasMessageContaining("the text is not UTF-8; percent-encode its bytes in UTF-8");
    }

    @Test
    void malformedName_isQuotedAsItWasSent() {
        assertThatThrownBy(() -> BodyText.requireDecodable("%zz=1"))
                .hasMessageStartingWith("The query is malformed: in the parameter \"%zz\", ");
    }

    @Test
    void byteOrderMark_isRemovedOnce() {
        assertThat(BodyText.of("\uFEFFapp=web\uFEFF".getBytes(UTF_8), null)).isEqualTo("app=web\uFEFF");
        assertThat(BodyText.of("\uFEFF\uFEFF{}".getBytes(UTF_8), "application/json"))
                .isEqualTo("\uFEFF{}");
        assertThat(BodyText.of("\uFEFF".getBytes(UTF_8), null)).isEmpty();
    }
}
