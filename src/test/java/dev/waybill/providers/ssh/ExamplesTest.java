package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Client;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.hosts.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The configurations in examples/ deploy, each as an app of one server; only addresses and paths are those of this machine. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExamplesTest {
    private static final List<String> EXAMPLES = List.of("shell", "fake", "fabric", "ansible", "capistrano");
    private static final String SHOWS_ITSELF = "#!/bin/sh\necho \"$(basename \"$0\") $*\"\n";

    private Path directory;
    private Sshd sshd;
    private TestRepository repository;
    private TestServer server;
    private Client client;

    @BeforeAll
    void start(@TempDir Path temporary) throws Exception {
        assumeTrue(SshFixture.installed("fab").isPresent()
                && SshFixture.installed("ansible-playbook").isPresent());
        directory = temporary;
        sshd = Sshd.start(directory.resolve("sshd"));
        repository = TestRepository.make(directory.resolve("repository"));
        commitFiles();
        var apps = new StringBuilder("apps:\n");
        for (var name : EXAMPLES) {
            apps.append(app(name));
        }
        var file = directory.resolve("waybill.yaml");
        Files.writeString(file, apps);
        server = TestServer.in(directory.resolve("data")).with(file).start();
        client = server.client();
        var waybill = new TestCli(server.url(), server.token(), directory);
        var host = "ssh://127.0.0.1:%d/".formatted(sshd.port());
        assertThat(waybill.run("hosts", "trust", host, "--fingerprint", sshd.fingerprint())
                        .code())
                .isZero();
    }

    @AfterAll
    void stop() throws Exception {
        if (server != null) {
            server.close();
        }
        if (sshd != null) {
            sshd.close();
        }
    }

    /** What the examples expect in the repository of the app. */
    private void commitFiles() throws Exception {
        for (var script : List.of("announce", "upload", "migrate", "clean-up", "restart")) {
            executable(repository.path().resolve(script));
        }
        repository.commit("Makefile", "build:\n\t@echo built\n");
        repository.commit("fabfile.py", """
                from fabric import task

                @task
                def deploy(c, sha, env):
                    c.run("echo by fabric: {} {}".format(sha, env))
                """);
        var inventory = "[web]\nweb1 ansible_host=127.0.0.1 ansible_port=%d\n".formatted(sshd.port());
        Files.createDirectories(repository.path().resolve("inventories"));
        repository.commit("inventories/staging", inventory);
        repository.commit("inventories/production", inventory);
        repository.commit("deploy.yml", """
                - hosts: web
                  gather_facts: false
                  tasks: [{raw: "echo by ansible: {{ sha }}"}]
                """);
    }

    private static void executable(Path script) throws Exception {
        Files.writeString(script, SHOWS_ITSELF);
        assertThat(script.toFile().setExecutable(true)).isTrue();
    }

    /** The app of an example, named after it, and where it would need another machine, at this one. */
    private String app(String name) throws Exception {
        var lines = Files.readString(Path.of("examples/%s.yaml".formatted(name)))
                .replace("apps:\n", "")
                .indent(name.equals("shell") || name.equals("fake") ? 0 : 2);
        var bundle = Files.createDirectories(directory.resolve("programs")).resolve("bundle");
        executable(bundle); // no test needs Ruby
        var host = "%s@127.0.0.1:%d".formatted(System.getProperty("user.name"), sshd.port());
        return lines.replace("  shop:\n", "  %s:\n".formatted(name))
                .replaceAll("repository: .*", "repository: " + repository.path())
                .replace("/etc/waybill/secrets/shop", sshd.clientKey().toString())
                .replaceAll("deploy@[a-z0-9.]*example.com", host)
                .replaceAll("default_ref: master", "default_ref: main")
                .replace("length: 20s", "length: 0.1")
                .replace(
                        "provider: capistrano ",
                        "variables: {PATH: '%s:%s'}\n    provider: capistrano "
                                .formatted(bundle.getParent(), System.getenv("PATH")));
    }

    private String deploy(String app, String query) throws Exception {
        return client.awaitEnd(client.deploy(app, query));
    }

    @Test
    void shell() throws Exception {
        var sha = repository.git("rev-parse", "HEAD");

        assertThat(deploy("shell", "?env=production"))
                .contains("announce shell " + sha)
                .contains("step 2 of 4: build", "built\n", "upload production\n", "migrate")
                .contains(">> succeeded");
        assertThat(deploy("shell", "?env=production&task=restart")).contains("restart production\n", ">> succeeded");
    }

    @Test
    void fake() throws Exception {
        assertThat(deploy("fake", "?env=staging")).contains(">> succeeded");
        assertThat(deploy("fake", "?env=production")).contains("the step upload failed");
    }

    @Test
    void fabric() throws Exception {
        assertThat(deploy("fabric", "?env=staging"))
                .contains("by fabric: %s staging".formatted(repository.git("rev-parse", "HEAD")), ">> succeeded");
    }

    @Test
    void ansible() throws Exception {
        assertThat(deploy("ansible", "?env=production")).contains("web1", ">> succeeded");
    }

    @Test
    void capistrano() throws Exception {
        assertThat(deploy("capistrano", "?env=production"))
                .contains("bundle exec cap production deploy BRANCH=" + repository.git("rev-parse", "HEAD"));
    }
}
