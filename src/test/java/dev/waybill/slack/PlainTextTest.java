package dev.waybill.slack;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlainTextTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "<@U0BOT> deploy shop ~ deploy shop",
                "<@U0BOT|waybill>: deploy shop ~ deploy shop",
                "deploy shop because of <@U1> ~ deploy shop because of @U1",
                "deploy <http://shop.io|shop.io> ~ deploy shop.io",
                "deploy shop/<mailto:a@b.io|a@b.io> ~ deploy shop/a@b.io",
                "see <https://example.com/a?b=1&amp;c=2> ~ see https://example.com/a?b=1&c=2",
                "lock shop because <!channel> ~ lock shop because !channel",
                "lock shop because a &lt; b &amp;amp; c ~ lock shop because a < b &amp; c",
                "lock shop because “fix” ~ lock shop because \"fix\"",
                "1 &gt; 0 ~ 1 > 0"
            })
    void writing_isAsItWas(String sent, String written) {
        assertThat(PlainText.of(sent)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            value = {
                "please <@U0BOT> deploy shop ~ please   deploy shop",
                "deploy shop, <@U0BOT|waybill> ~ deploy shop,",
                "<@U0ANN> <@U0BOT> deploy shop ~ deploy shop",
                "<@U0BOT> deploy shop because <@U0BOT> &amp; I say so ~ deploy shop because @U0BOT & I say so",
                "deploy shop because <@U1> asks ~ deploy shop because @U1 asks"
            })
    void mentionOfTheBot_isDropped_whereverItIs(String sent, String written) {
        assertThat(PlainText.without("U0BOT", sent)).isEqualTo(written);
    }
}
