package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.providers.TestDeploys;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.HostState;
import dev.waybill.spi.Provider;
import dev.waybill.spi.Remark;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The command lines of the programs, and the settings that cannot become one. */
class SshLinesTest {
    private static final String SHA = TestDeploys.SHA;

    private static Provider provider(String name) {
        return SshProvider.all().stream()
                .filter(it -> it.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String line(String provider, @Nullable String key, Map<String, Object> settings) {
        var steps = provider(provider)
                .steps(TestDeploys.with("main", key, Map.of("who", "it's ann", "dash", "-x"), settings));
        return steps.getFirst().line();
    }

    private static List<String> mistakes(String provider, Map<String, Object> settings) {
        return remarks(provider, settings, true);
    }

    private static List<String> remarks(String provider, Map<String, Object> settings, boolean areMistakes) {
        return provider(provider).review(new AppInfo(settings, false, Set.of())).stream()
                .filter(remark -> remark.isMistake() == areMistakes)
                .map(Remark::sentence)
                .toList();
    }

    @Test
    void fabric_getsHostsAndKey_sinceVersion2() {
        var hosts = List.of("ann@web1", "ann@web2:2222");

        assertThat(line("fabric", "/keys/shop", Map.of("hosts", hosts)))
                .isEqualTo("fab -H ann@web1,ann@web2:2222 -i /keys/shop --pty deploy --sha=" + SHA);
        assertThat(line("fabric", null, Map.of("version", 2, "task", "app.ship", "args", Map.of("dry_run", "no"))))
                .isEqualTo("fab --pty app.ship --dry-run=no");
    }

    @Test
    void fabric1_getsRoles_orTheEnvironmentAsRole() {
        assertThat(line("fabric", null, Map.of("version", 1))).isEqualTo("fab -R production deploy:sha=" + SHA);
        assertThat(line(
                        "fabric",
                        "/k",
                        Map.of("version", 1, "roles", List.of("web", "db"), "args", Map.of("a", "x,y"))))
                .isEqualTo("fab -R web,db -i /k 'deploy:a=x\\,y'");
        assertThat(line("fabric", null, Map.of("version", 1, "hosts", "web1", "args", Map.of())))
                .isEqualTo("fab -H web1 deploy");
    }

    @Test
    void roles_areRefused_sinceVersion2() {
        assertThat(mistakes("fabric", Map.of("roles", "web")))
                .singleElement()
                .asString()
                .contains("cannot be used with Fabric 3", "it is --dry", "give hosts instead");
        assertThat(mistakes("fabric", Map.of("roles", "web", "version", 2))).hasSize(1);
        assertThat(mistakes("fabric", Map.of("roles", "web", "version", 1))).isEmpty();
        assertThat(mistakes("fabric", Map.of("version", 4))).containsExactly("must be 1, 2 or 3");
    }

    @Test
    void fabricWithoutHosts_isWarnedOf_sinceVersion2() {
        assertThat(remarks("fabric", Map.of(), false))
                .singleElement()
                .asString()
                .contains("on the server's own machine");
        assertThat(remarks("fabric", Map.of("hosts", "web1"), false)).isEmpty();
        assertThat(remarks("fabric", Map.of("version", 1), false)).isEmpty();
    }

    @Test
    void capistrano_getsStageTaskAndCommit() {
        assertThat(line("capistrano", "/k", Map.of())).isEqualTo("bundle exec cap production deploy BRANCH=" + SHA);
        assertThat(line(
                        "capistrano",
                        null,
                        Map.of("bundle", false, "stage", "{app}-live", "task", "deploy:restart", "args", Map.of())))
                .isEqualTo("cap shop-live deploy:restart");
    }

    @Test
    void ansible_getsInventoryAndLimit_orHosts() {
        assertThat(line("ansible", "/k", Map.of("playbook", "site.yml", "inventory", "hosts/{env}", "hosts", "web")))
                .isEqualTo("ansible-playbook -i hosts/production --limit web --private-key /k -e '{\"sha\": !unsafe \""
                        + SHA + "\"}' site.yml");
        assertThat(line("ansible", null, Map.of("playbook", "site.yml", "hosts", List.of("a", "b"), "args", Map.of())))
                .isEqualTo("ansible-playbook -i a,b, site.yml");
    }

    @Test
    void values_areQuoted() {
        assertThat(line("fabric", "/my keys/shop", Map.of("args", Map.of("who", "{params[who]} $(id) {dash}"))))
                .isEqualTo("fab -i '/my keys/shop' --pty deploy '--who=it'\\''s ann $(id) {dash}'");
    }

    @Test
    void words_areRefused_ifTheyWouldBeOptionsOrSeveralHosts() {
        for (var host : List.of("-oProxyCommand=x", "a b", "a,b", "a\nb", "a\u202eb", "a\u00a0b")) {
            assertThat(mistakes("fabric", Map.of("hosts", List.of("web", host))))
                    .containsExactly(Words.SENTENCE);
        }
        var settings = Map.<String, Object>of("hosts", "{params[dash]}", "args", Map.of("x", "{params[absent]}"));
        assertThat(mistakes("fabric", settings)).isEmpty();
        assertThat(provider("fabric").objection(TestDeploys.with("main", null, Map.of("dash", "-x"), settings)))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("the command needs the parameter \"absent\"")
                        .contains("hosts must not begin with a dash", "it is \"-x\""));
    }

    private static String lineOn(List<String> hosts, String provider, Map<String, Object> settings) {
        var deploy = TestDeploys.on(hosts, TestDeploys.with(settings));
        assertThat(provider(provider).objection(deploy)).isEmpty();
        return provider(provider).steps(deploy).getFirst().line();
    }

    @Test
    void someHosts_areChosen() {
        var hosts = List.of("ann@web1", "web2");

        assertThat(lineOn(List.of("web2"), "fabric", Map.of("hosts", hosts, "args", Map.of())))
                .isEqualTo("fab -H web2 --pty deploy");
        assertThat(lineOn(hosts, "ansible", Map.of("playbook", "p", "inventory", "i", "hosts", "web")))
                .isEqualTo(
                        "ansible-playbook -i i --limit ann@web1,web2 -e '{\"sha\": !unsafe \"%s\"}' p".formatted(SHA));
        assertThat(lineOn(
                        List.of("web2", "::1"),
                        "ansible",
                        Map.of("playbook", "p", "hosts", List.of("web1", "web2:22"))))
                .startsWith("ansible-playbook -i web1,web2:22, --limit web2,::1 ");
    }

    @Test
    void hosts_areKnown_ifTheSettingsNameThem() {
        var settings = Map.<String, Object>of("playbook", "p");

        assertThat(provider("fabric").hosts(TestDeploys.with(Map.of("hosts", "web1"))))
                .contains(List.of("web1"));
        assertThat(provider("fabric").hosts(TestDeploys.with(Map.of()))).isEmpty();
        assertThat(provider("fabric").hosts(TestDeploys.with(Map.of("hosts", "w".repeat(256)))))
                .isEmpty();
        assertThat(provider("fabric").hosts(TestDeploys.with(Map.of("hosts", "web1", "roles", "web", "version", 1))))
                .isEmpty();
        assertThat(provider("ansible").hosts(TestDeploys.with(settings))).isPresent();
        assertThat(provider("capistrano").hosts(TestDeploys.with(Map.of()))).isEmpty();
    }

    /** Names come from output, which a host may have written. */
    @Test
    void hostsThatWouldBeAnotherChoice_areRefused() {
        for (var name : List.of("all:!web1", "@file", "web*", "~web", "!web1", "web[1]", "&web")) {
            assertThat(provider("ansible")
                            .objection(TestDeploys.on(List.of(name), TestDeploys.with(Map.of("playbook", "p")))))
                    .hasValueSatisfying(why -> assertThat(why).contains(name, "--limit"));
        }
        assertThat(provider("fabric")
                        .objection(TestDeploys.on(List.of("evil"), TestDeploys.with(Map.of("hosts", "web1")))))
                .contains("the host \"evil\" is not one of provider_config.hosts");
    }

    @Test
    void capistrano_namesTheHostThatFailed() {
        var sentence = "SSHKit::Runner::ExecuteError: Exception while executing %s: git exit status: 128\n";

        assertThat(new Capistrano().read(sentence.formatted("as deploy@web2")).hosts())
                .isEqualTo(Map.of("web2", HostState.FAILED));
        assertThat(new Capistrano().read(sentence.formatted("on host web2")).hosts())
                .isEqualTo(Map.of("web2", HostState.FAILED));
        assertThat(new Capistrano().read("cap aborted!\n")).isEqualTo(Told.NOTHING);
    }

    @Test
    void capistrano_saysWhyItAborted() {
        var failed = """
                (Backtrace restricted to imported tasks)
                cap aborted!
                SSHKit::Runner::ExecuteError: Exception while executing as deploy@web2: git exit status: 128
                git stdout: Nothing written
                """;
        var mistaken = "cap aborted!\nDon't know how to build task 'deploi' (See the list of available tasks)\n";

        assertThat(new Capistrano().read(failed).cause())
                .contains("Exception while executing as deploy@web2: git exit status: 128");
        assertThat(new Capistrano().read(mistaken).cause())
                .contains("Don't know how to build task 'deploi' (See the list of available tasks)");
        assertThat(new Capistrano().read("all is well\n")).isEqualTo(Told.NOTHING);
    }
}
