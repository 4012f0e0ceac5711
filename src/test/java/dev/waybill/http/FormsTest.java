package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.errors.Excerpt;
import dev.waybill.errors.Invalid;
import org.junit.jupiter.api.Test;

class FormsTest {
    @Test
    void fieldThatIsGivenTwice_isRefusedWithTheReason_howeverLongItsName() {
        var name = "n".repeat(1_000_000);

        assertThatThrownBy(() -> Forms.parse(name + "=1&" + name + "=2"))
                .isInstanceOf(Invalid.class)
                .hasMessageStartingWith("The body has a duplicate field: \"nnn")
                .satisfies(failure -> assertThat(failure.getMessage()).hasSizeLessThanOrEqualTo(Excerpt.LONGEST));
    }
}
