package dev.waybill.web.frame;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageSentencesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            to take it over, steal it ("steal": true)            | to take it over, steal it
            resume them ("mode": "on")                           | resume them
            request it again with a reason ("reason"); or wait   | request it again with a reason; or wait
            acknowledge it ("waybill auto acknowledge")          | acknowledge it
            locked by ann: "db migration ("later")"              | locked by ann: "db migration ("later")"
            """)
    void told_leavesOutWhatOtherDoorsCallIt(String message, String told) {
        assertThat(PageSentences.told(message)).isEqualTo(told);
    }
}
