package dev.waybill.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SharedTest {
    private final Shared<String, Object> shared = new Shared<>();

    @Test
    void enter_givesTheSame_untilTheLastReaderHasLeft() {
        var first = shared.enter("log", Object::new);
        assertThat(shared.enter("log", Object::new)).isSameAs(first);
        assertThat(shared.enter("other", Object::new)).isNotSameAs(first);

        shared.leave("log");
        assertThat(shared.enter("log", Object::new)).isSameAs(first);
        shared.leave("log");
        shared.leave("log");
        assertThat(shared.enter("log", Object::new)).isNotSameAs(first);
    }
}
