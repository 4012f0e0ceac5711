package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where data lies if nobody says where. */
class UsualDataTest {
    @TempDir
    Path directory;

    @Test
    void usualData_isBelowAHomeThatExists_orRefused() throws Exception {
        assertThat(UsualData.of(directory.toString())).isEqualTo(directory.resolve(".local/share/waybill"));
        for (var home : new @Nullable String[] {null, "", " ", "/nonexistent", "relative", "/dev/null"}) {
            assertThatThrownBy(() -> UsualData.of(home))
                    .hasMessageContaining("HOME is")
                    .hasMessageContaining("--data or WAYBILL_DATA");
        }
    }
}
