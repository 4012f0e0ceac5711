package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Pause;
import dev.waybill.SharedServer;
import dev.waybill.TestCli;
import dev.waybill.hosts.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import tools.jackson.databind.JsonNode;

/**
 * Three hosts, which are one real sshd at three addresses; each keeps what is deployed to it in a file of its own. The name
 * localhost is that of the first, but nobody has trusted it.
 */
abstract class SshFixture extends SharedServer {
    static final List<String> ADDRESSES = List.of("127.0.0.1", "127.0.0.2", "127.0.0.3");
    Sshd sshd;
    TestCli waybill;

    @BeforeAll
    final void startHosts() throws Exception {
        // bin/test installs it where it can
        assumeTrue(
                installed(program()).isPresent() || installed("apt-get").isPresent(),
                () -> program() + " is not installed");
        sshd = Sshd.start(directory.resolve("sshd"));
        waybill = new TestCli(server.url(), server.token(), directory);
        commitFiles();
        trust();
    }

    @AfterAll
    final void stopHosts() {
        if (sshd != null) {
            sshd.close();
        }
    }

    /** The program that deploys. */
    abstract String program();

    /** Commits what it needs. */
    abstract void commitFiles() throws Exception;

    static Optional<Path> installed(String program) {
        return Arrays.stream(System.getenv("PATH").split(":"))
                .map(it -> Path.of(it, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    final void trust() throws Exception {
        for (var address : ADDRESSES) {
            var url = "ssh://%s:%d/".formatted(address, sshd.port());
            assertThat(waybill.run("hosts", "trust", url, "--fingerprint", sshd.fingerprint())
                            .code())
                    .isZero();
        }
    }

    /** An app that logs in with a key. */
    final void app(String name, Path key, Map<String, ?> config) throws Exception {
        app(name, key, config, Map.of());
    }

    private void app(String name, Path key, Map<String, ?> config, Map<String, String> variables) throws Exception {
        var app = new HashMap<String, Object>();
        app.put("variables", variables);
        app.put("name", name);
        app.put("repository", repository.path().toString());
        app.put("ssh_key", Map.of("file", key.toString()));
        app.put("provider", providerName());
        app.put("provider_config", config);
        var answer = client.post("/api/0/apps/", app);
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    }

    abstract String providerName();

    /** Deploys an app that can log in, and answers its log. */
    final String deploy(String name, Map<String, ?> config) throws Exception {
        return deploy(name, config, Map.of());
    }

    final String deploy(String name, Map<String, ?> config, Map<String, String> variables) throws Exception {
        app(name, sshd.clientKey(), config, variables);
        return client.awaitEnd(client.deploy(name, ""));
    }

    /** The states of the hosts of a deploy. */
    final Map<String, String> hosts(String app, int number) throws Exception {
        var hosts = new LinkedHashMap<String, String>();
        var deploy = client.get("/api/0/deploys/%s/production/%d/".formatted(app, number))
                .json();
        deploy.at("/task/hosts")
                .properties()
                .forEach(host -> hosts.put(host.getKey(), host.getValue().asString()));
        return hosts;
    }

    /** Retries a deploy on its failed hosts, and answers its log. */
    final String retry(String app, int number) throws Exception {
        var answer = client.post(
                "/api/0/deploys/%s/production/%d/retry/".formatted(app, number), Map.of("failed_hosts", true));
        assertThat(answer.status()).as(answer.text()).isEqualTo(201);
        return client.awaitEnd(answer.json());
    }

    /** A search path on which this program comes first. */
    final String program(String name, String script) throws Exception {
        var programs = Files.createDirectories(directory.resolve("programs"));
        Files.writeString(programs.resolve(name), script);
        assertThat(programs.resolve(name).toFile().setExecutable(true)).isTrue();
        return programs + ":" + System.getenv("PATH");
    }

    static void keygen(Path file) throws Exception {
        var made = new ProcessBuilder("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", file.toString())
                .inheritIO()
                .start();
        assertThat(made.waitFor()).isZero();
    }

    /** What was deployed to a host, under this name. */
    final String deployed(String name, String address) throws Exception {
        var file = target(name + "-" + address);
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    final Path target(String name) {
        return directory.resolve("on-" + name);
    }

    /** Cancels a deploy that has left the id of a process on a host there, and waits until that process is gone. */
    final void cancelled_endsTheProcessOnTheHost(JsonNode deploy, Path pid) throws Exception {
        while (!Files.exists(pid) || Files.readString(pid).isBlank()) {
            Pause.briefly();
        }
        var process = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()));
        assertThat(process).isPresent();

        client.put("/api/0/deploys/%s/".formatted(deploy.get("id").asString()), Map.of("status", "cancelled"));

        assertThat(client.awaitEnd(deploy)).contains(">> cancelled");
        while (process.get().isAlive()) {
            Pause.briefly();
        }
    }
}
