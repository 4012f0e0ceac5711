package dev.waybill.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.spi.Secret;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealTest {
    private static final List<Secret> SECRETS = List.of(new Secret("päss\nword"), new Secret(""), new Secret("wb_1"));

    @Test
    void open_answersWhatWasClosed_withItsKeyAlone() throws Exception {
        var seal = Seal.fresh();
        var sealed = seal.close(SECRETS);

        assertThat(new Seal(seal.key()).open(sealed)).isEqualTo(SECRETS);
        assertThat(sealed).doesNotContain("wb_1");
        assertThatThrownBy(() -> Seal.fresh().open(sealed)).isInstanceOf(IOException.class);
    }

    @Test
    void open_fails_ifAnythingIsDamaged() {
        var seal = Seal.fresh();
        var sealed = seal.close(SECRETS);

        for (var damaged : List.of("", "rubbish", sealed.substring(4), sealed + sealed)) {
            assertThatThrownBy(() -> seal.open(damaged)).as(damaged).isInstanceOf(IOException.class);
        }
        for (var key : List.of("rubbish", "AAAA")) {
            assertThatThrownBy(() -> new Seal(key).open(sealed)).as(key).isInstanceOf(IOException.class);
        }
    }
}
