package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class ServerCommandTest {
    @Test
    void secretDirectory_isAPathFromTheRoot_withoutSpaceAroundIt() {
        assertThat(ServerCommand.directory(" /run/secrets ")).isEqualTo(Path.of("/run/secrets"));
        assertThatThrownBy(() -> ServerCommand.directory(" secrets"))
                .hasMessage("--secret-directory must be a path that begins with /, not \"secrets\"");
    }
}
