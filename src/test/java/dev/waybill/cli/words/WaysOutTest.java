package dev.waybill.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaysOutTest {
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '\'',
            value = {
                "request it again with a reason (\"reason\"), request it again with a reason (--because)",
                "a request can also wait in the queue (\"queue\": true), a request can also wait in the queue (--queue)",
                "steal it (\"steal\": true), steal it (--steal)",
                "as part of the rollback (\"cancel\": true), as part of the rollback (--cancel)",
                "name a version (\"to\") or deploy a fix, name a version (--to) or deploy a fix",
                "reason: is required, --because: is required"
            })
    void asOptions_namesTheOption_whereTheServerNamesTheField(String message, String expected) {
        assertThat(WaysOut.asOptions(message)).isEqualTo(expected);
    }

    @Test
    void asOptions_leavesEverythingElse() {
        var message = "shop is locked by ann: \"reason\"; see (\"other\": true), to: and \"queue\": true";

        assertThat(WaysOut.asOptions(message)).isEqualTo(message);
    }
}
