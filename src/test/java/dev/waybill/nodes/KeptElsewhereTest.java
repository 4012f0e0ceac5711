package dev.waybill.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A workspace on the disk of one node is seen and removed from another. */
class KeptElsewhereTest extends NodesFixture {
    @Test
    void workspace_isListedAndRemoved_fromAnotherNode() throws Exception {
        try (var anna = start("anna");
                var bert = start("bert")) {
            var here = anna.client();
            here.app("shop", repository, "exit 1");
            here.put("/api/0/apps/shop/", Map.of("keep_failed", 1));
            here.put("/api/0/drain/", Map.of());
            here.awaitEnd(here.deploy("shop", ""));
            while (here.get("/api/0/workspaces/?node=bert").json().isEmpty()) {
                Pause.briefly();
            }
            var kept = here.get("/api/0/workspaces/").json().get(0);
            var directory =
                    bert.data().resolve("workspaces").resolve(kept.get("name").asString());
            assertThat(directory.resolve("readme")).exists();

            var elsewhere = here.delete(
                    "/api/0/workspaces/%s/?node=anna".formatted(kept.get("name").asString()));
            var removed = here.delete(
                    "/api/0/workspaces/%s/?node=bert".formatted(kept.get("name").asString()));
            while (Files.exists(directory)) {
                Pause.briefly();
            }

            assertThat(kept.get("node").asString()).isEqualTo("bert");
            assertThat(elsewhere.status()).isEqualTo(404);
            assertThat(removed.status()).isEqualTo(200);
            assertThat(here.get("/api/0/workspaces/").json()).isEmpty();
        }
    }
}
