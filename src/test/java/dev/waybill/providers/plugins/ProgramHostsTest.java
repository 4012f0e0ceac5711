package dev.waybill.providers.plugins;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.providers.TestDeploys;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Programs that can deploy to some hosts only. */
class ProgramHostsTest {
    private static Program program(String described) throws Unusable {
        return new Program("publish", Path.of("publish"), Description.parse(described));
    }

    @Test
    void program_deploysToSomeHosts_ifItSaysSo_andItsSettingsChooseThem() throws Exception {
        var program = program("{\"hosts\": true}");

        assertThat(program.hosts(TestDeploys.with(Map.of("a", 1, "b", 2))))
                .isPresent()
                .isEqualTo(program.hosts(TestDeploys.with(Map.of("b", 2, "a", 1))))
                .isNotEqualTo(program.hosts(TestDeploys.with(Map.of("a", 1))));
        assertThat(program("{}").hosts(TestDeploys.with(Map.of()))).isEmpty();
        assertThat(program("{\"hosts\": false}").hosts(TestDeploys.with(Map.of())))
                .isEmpty();
    }

    @Test
    void request_namesHosts_onlyIfThereAreOnes() {
        var all = TestDeploys.with(Map.of());

        assertThat(Request.variables(TestDeploys.on(List.of("web2", "web3"), all))
                        .get(Request.VARIABLE))
                .contains("\"hosts\":[\"web2\",\"web3\"]");
        assertThat(Request.variables(all).get(Request.VARIABLE)).doesNotContain("hosts");
    }
}
