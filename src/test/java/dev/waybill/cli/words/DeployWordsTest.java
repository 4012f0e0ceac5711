package dev.waybill.cli.words;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DeployWordsTest {
    private static final String SHA = "0123456789abcdef0123456789abcdef01234567";

    private static JsonNode deploy(String ref) {
        return JsonMapper.shared().valueToTree(Map.of("name", "shop/production#1", "ref", ref, "sha", SHA));
    }

    @Test
    void ref_isShownBesideTheCommit() {
        assertThat(DeployWords.row(deploy("main"))).contains("main", "0123456789");
        assertThat(DeployWords.full(deploy("main"))).contains("main (" + SHA + ")");
        assertThat(EnvironmentWords.release(deploy("main"))).startsWith("0123456789 (main) since");
    }

    @Test
    void ref_thatIsTheCommit_isNotShownTwice() {
        assertThat(DeployWords.row(deploy(SHA))).contains("-", "0123456789").doesNotContain(SHA);
        assertThat(DeployWords.row(deploy("0123456"))).doesNotContain("0123456");
        assertThat(DeployWords.full(deploy(SHA))).containsOnlyOnce(SHA);
        assertThat(EnvironmentWords.release(deploy(SHA))).startsWith("0123456789 since");
    }
}
