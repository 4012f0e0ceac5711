package dev.waybill.chat.grammar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sentences among other words. */
class PoliteWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "please @waybill deploy shop              | deploy shop",
                "deploy shop to staging please @waybill!  | deploy shop to staging",
                "cancel shop/prod#42 <@U02ABC>            | cancel shop/production#42"
            })
    void wordsThatAreKnown_areIgnored(String said, String meant) throws Unclear {
        assertThat(Grammar.parse(said, Known.CAST).print()).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "could you deploy Shop to stg      | I do not understand \"could you\" at the start; say: deploy shop to staging",
                "can we roll back shop because x y | I do not understand \"can we\" at the start; say: rollback shop because x y",
                "so deploy it, deploy shop         | I do not understand \"so deploy it,\" at the start; say: deploy shop",
                "could you deploy everything       | I do not know \"could\"; say \"help\" for a list of sentences",
                "roll roll roll roll deploy        | I do not know \"roll\"; say \"help\" for a list of sentences",
                "deplyo status                     | I do not know \"deplyo\"; did you mean deploy?"
            })
    void otherWords_areTold_withTheSentenceAmongThem(String said, String answer) {
        assertThatThrownBy(() -> Grammar.parse(said, Known.CAST))
                .isInstanceOf(Unclear.class)
                .hasMessage(answer);
    }
}
