package dev.waybill.web.frame;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class AssetsTest {
    @Test
    void everyFile_isServed_belowOneDirectory() throws Exception {
        var directory = Path.of("src/main/resources/assets");
        var root = Assets.path("icon.svg").replace("icon.svg", "");
        assertThat(root).matches("/assets/[0-9a-f]{12}/");

        try (var files = Files.walk(directory)) {
            var names = files.filter(Files::isRegularFile)
                    .map(file -> directory.relativize(file).toString())
                    .filter(name -> !name.startsWith("css/")) // these are parts of waybill.css
                    .toList();
            assertThat(names)
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(Assets.path(name)).isEqualTo(root + name));
        }
    }

    @Test
    void path_fails_whenThereIsNoSuchAsset() {
        assertThatThrownBy(() -> Assets.path("no.js")).hasMessage("there is no asset no.js");
    }
}
