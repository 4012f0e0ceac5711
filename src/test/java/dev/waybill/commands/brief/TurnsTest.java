package dev.waybill.commands.brief;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TurnsTest {
    private final Turns turns = new Turns();

    @Test
    void commandsOfOneApp_leaveTurnsToOthers() throws Exception {
        assertThat(turns.take("shop", 0)).isNotNull();
        assertThat(turns.take("shop", 0)).isNotNull();

        assertThat(turns.take("shop", 0)).as("a third").isNull();
        assertThat(turns.take("blog", 0)).isNotNull();
        assertThat(turns.take("wiki", 0)).isNotNull();
        assertThat(turns.take("mail", 0)).as("a fifth of all").isNull();
    }

    @Test
    void turnThatEnded_isFree_forTheAppAndForAll() throws Exception {
        for (var i = 0; i < 10; i++) {
            try (var first = turns.take("shop", 0);
                    var second = turns.take("shop", 0)) {
                assertThat(first).isNotNull();
                assertThat(second).isNotNull();
                assertThat(turns.take("shop", 0)).isNull();
            }
        }
    }
}
