package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Deploys with Debian's Fabric to a real sshd. */
class FabricDeploysTest extends SshFixture {
    @Override
    String program() {
        return "fab";
    }

    @Override
    String providerName() {
        return "fabric";
    }

    @Override
    void commitFiles() throws Exception {
        repository.commit("fabfile.py", """
                import os
                from fabric import task

                @task
                def begin(c, to):
                    c.run("test ! -e {1}-{0}.broken; printf unfinished; test ! -e {1}-{0}.broken".format(c.host, to))

                @task
                def deploy(c, sha, to):
                    print("hosts: %s" % os.environ.get("WAYBILL_HOSTS"))
                    begin(c, to)
                    c.run("echo {0} >> {2}-{1}".format(sha, c.host, to))

                @task
                def wait(c, to):
                    c.run("echo $$ > {}; exec sleep 4321".format(to))
                """);
    }

    private Map<String, Object> config(String name, String... hosts) {
        return Map.of(
                "hosts",
                Stream.of(hosts).map(this::host).toList(),
                "args",
                Map.of("sha", "{sha}", "to", target(name).toString()));
    }

    private String host(String address) {
        return "%s@%s:%d".formatted(System.getProperty("user.name"), address, sshd.port());
    }

    @Test
    void deploy_reachesTheHosts_andNamesTheVersions() throws Exception {
        var log = deploy("good", config("good", "127.0.0.1", "127.0.0.3"));

        assertThat(log)
                .containsPattern("\nFabric \\d+\\.\\S+, Invoke \\d+\\.\\S+, Paramiko \\d+\\.")
                .contains(">> succeeded");
        var sha = repository.git("rev-parse", "HEAD");
        assertThat(deployed("good", "127.0.0.1")).isEqualTo(sha);
        assertThat(deployed("good", "127.0.0.2")).isEmpty();
        assertThat(deployed("good", "127.0.0.3")).isEqualTo(sha);
    }

    @Test
    void hostThatFails_endsTheDeploy_andARetryOfFailedHosts_reachesOnlyTheOthers() throws Exception {
        var broken = Files.createFile(target("broken-127.0.0.2.broken"));
        var hosts = ADDRESSES.stream().map(this::host).toList();

        var log = deploy("broken", config("broken", ADDRESSES.toArray(String[]::new)));

        assertThat(log)
                .contains("unfinished\n::waybill host %s ok\n".formatted(hosts.getFirst()))
                .contains("the command ended with exit code 1");
        assertThat(hosts("broken", 1))
                .containsExactly(
                        entry(hosts.getFirst(), "ok"),
                        entry(hosts.get(1), "failed"),
                        entry(hosts.getLast(), "pending"));
        assertThat(deployed("broken", "127.0.0.3")).isEmpty();

        Files.delete(broken);
        var retried = retry("broken", 1);

        assertThat(log).contains("hosts: None\n");
        assertThat(retried)
                .contains(", only " + String.join(", ", hosts.subList(1, 3)), ">> succeeded")
                .contains("hosts: %s\n".formatted(String.join(",", hosts.subList(1, 3))));
        assertThat(hosts("broken", 2)).containsExactly(entry(hosts.get(1), "ok"), entry(hosts.getLast(), "ok"));
        var sha = repository.git("rev-parse", "HEAD");
        for (var address : ADDRESSES) {
            assertThat(deployed("broken", address)).as("once on " + address).isEqualTo(sha);
        }
    }

    @Test
    void cancel_endsTheProcessOnTheHost() throws Exception {
        var pid = target("cancelled");
        app(
                "cancelled",
                sshd.clientKey(),
                Map.of("task", "wait", "hosts", host("127.0.0.1"), "args", Map.of("to", pid.toString())));

        cancelled_endsTheProcessOnTheHost(client.deploy("cancelled", ""), pid);
    }

    @Test
    void unknownHost_isRefused() throws Exception {
        var log = deploy("unknown", config("unknown", "localhost"));

        assertThat(log)
                .contains("the key of the host [localhost]:%d is not trusted yet".formatted(sshd.port()))
                .contains("to check and trust it: waybill hosts trust ssh://localhost:%d/".formatted(sshd.port()))
                .contains("exit code 1");
        assertThat(hosts("unknown", 1)).containsValue("unreachable");
        assertThat(deployed("unknown", "localhost")).isEmpty();
    }

    @Test
    void changedKey_isRefused() throws Exception {
        sshd.changeKey();
        try {
            var log = deploy("changed", config("changed", "127.0.0.1"));

            assertThat(log)
                    .contains("Host key for server '127.0.0.1' does not match")
                    .contains("has changed; if this is expected: waybill hosts trust ssh://127.0.0.1:%d/"
                            .formatted(sshd.port()))
                    .contains("exit code 1");
            assertThat(deployed("changed", "127.0.0.1")).isEmpty();
        } finally {
            trust();
        }
    }

    @Test
    void eachApp_hasItsOwnKey() throws Exception {
        var other = directory.resolve("other");
        keygen(other);
        app("stranger", other, config("stranger", "127.0.0.1"));

        assertThat(client.awaitEnd(client.deploy("stranger", ""))).contains("Authentication failed");
        assertThat(deployed("stranger", "127.0.0.1")).isEmpty();
    }

    @Test
    void wrongVersion_isNamed_andNothingDeployed() throws Exception {
        var log = deploy("old", Map.of("version", 1, "hosts", host("127.0.0.1"), "args", Map.of()));

        assertThat(log)
                .containsPattern("nothing was deployed: provider_config.version is 1, but Fabric \\S+ is installed");
    }

    /** A Python of its own accord, to which nobody can give a module. */
    @Test
    void fabThatCannotBeMadeToCheckKeys_deploysNothing() throws Exception {
        var fab = installed("fab").orElseThrow();
        var python = Files.readAllLines(fab).getFirst().substring("#!".length());
        var programs = program("fab", "#!/bin/sh\nexec %s -I %s \"$@\"\n".formatted(python, fab));
        var log = deploy("isolated", config("isolated", "127.0.0.1"), Map.of("PATH", programs));

        assertThat(log).contains("nothing was deployed: the Python of this fab ignores PYTHONPATH");
        assertThat(deployed("isolated", "127.0.0.1")).isEmpty();
    }

    @Test
    void invokeThatBreaksFabric_isNamed_andNothingDeployed() throws Exception {
        var modules = directory.resolve("modules");
        for (var installed : List.of("fabric-3.2.2", "invoke-3.0.3")) {
            var name = installed.split("-");
            Files.writeString(
                    Files.createDirectories(modules.resolve(installed + ".dist-info"))
                            .resolve("METADATA"),
                    "Metadata-Version: 2.1\nName: %s\nVersion: %s\n".formatted(name[0], name[1]));
        }

        var log = deploy("mismatch", config("mismatch", "127.0.0.1"), Map.of("PYTHONPATH", modules.toString()));

        assertThat(log)
                .contains("nothing was deployed: Fabric 3.2.2 does not work with Invoke 3.0.3")
                .contains("exit code 1");
    }
}
