package dev.waybill.hosts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Pitfall 16: a host is talked to only after somebody said so, and only with the key that was meant. */
@Tag("processes")
class HostsTest {
    @TempDir
    Path directory;

    private Sshd sshd;
    private TestServer server;
    private Client client;
    private TestCli waybill;
    private String url;

    @BeforeEach
    void start() throws Exception {
        sshd = Sshd.start(directory.resolve("sshd"));
        url = sshd.url(TestRepository.make(directory.resolve("repository")).path());
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        waybill = new TestCli(server.url(), server.token(), directory);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        sshd.close();
    }

    @Test
    void deploy_waits_untilSomebodyTrustsTheHost() throws Exception {
        app("shop", Map.of("ssh_key", Map.of("file", sshd.clientKey().toString())));
        var deploy = client.deploy("shop", "");
        var waiting = blocker(deploy);

        var looked = waybill.run("hosts", "trust", url);
        var trusted = waybill.run("hosts", "trust", url, "--fingerprint", sshd.fingerprint());

        assertThat(waiting).contains("the key of the host is not trusted yet", "waybill hosts trust");
        assertThat(looked.out()).contains(sshd.host(), sshd.fingerprint());
        assertThat(looked.code()).isEqualTo(1);
        assertThat(looked.err()).contains("Nothing was trusted", "--fingerprint " + sshd.fingerprint());
        assertThat(trusted.code()).as(trusted.err()).isZero();
        assertThat(client.awaitEnd(deploy)).contains("succeeded after");
    }

    @Test
    void trust_isRefused_whenTheHostShowsAnotherKey() throws Exception {
        var meant = sshd.fingerprint();
        sshd.changeKey();

        var refused = waybill.run("hosts", "trust", url, "--fingerprint", meant);

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains(sshd.fingerprint(), meant, "nothing was trusted");
        assertThat(waybill.run("hosts", "list", "--json").json()).isEmpty();
    }

    @Test
    void host_isNotTalkedTo_afterItsKeyHasChanged() throws Exception {
        trust();
        app("shop", Map.of("ssh_key", Map.of("file", sshd.clientKey().toString())));
        client.awaitEnd(client.deploy("shop", ""));
        sshd.changeKey();

        assertThat(blocker(client.deploy("shop", ""))).contains("a different key than the trusted one");
    }

    @Test
    void repository_thatWantsAPassword_promptsNobody() throws Exception {
        trust();
        app("shop", Map.of("ssh_key", Map.of("file", "/nonexistent")));

        assertThat(blocker(client.deploy("shop", ""))).contains("Permission denied");
    }

    @Test
    void hosts_areListed_andForgotten() throws Exception {
        trust();

        var listed = waybill.run("hosts", "list");
        var forgotten = waybill.run("hosts", "forget", sshd.host());

        assertThat(listed.out().lines().toList().getLast())
                .isEqualTo("%s  ssh-ed25519  %s".formatted(sshd.host(), sshd.fingerprint()));
        assertThat(forgotten.code()).isZero();
        assertThat(waybill.run("hosts", "forget", sshd.host()).err()).contains("is not a trusted host");
        assertThat(waybill.run("hosts", "list").out()).isEmpty();
    }

    @Test
    void trust_saysWhatIsWrong_withOtherUrls() throws Exception {
        assertThat(waybill.run("hosts", "trust", "https://example.com/shop.git").err())
                .contains("does not use SSH");
        assertThat(waybill.run("hosts", "trust", "-oProxyCommand=x").code()).isEqualTo(2);
        assertThat(waybill.run("hosts", "trust", "ssh://git@127.0.0.1:1/shop.git")
                        .err())
                .contains("presented no key", "Connection refused");
        assertThat(new TestCli("http://127.0.0.1:1", "none", directory)
                        .run("hosts", "list")
                        .code())
                .isEqualTo(4);
    }

    private void trust() throws Exception {
        assertThat(waybill.run("hosts", "trust", url, "--fingerprint", sshd.fingerprint())
                        .code())
                .isZero();
    }

    private void app(String name, Map<String, ?> more) throws Exception {
        var app = new HashMap<String, Object>(more);
        app.putAll(Map.of("name", name, "repository", url, "provider", "shell"));
        app.put("provider_config", Map.of("command", "true"));
        assertThat(client.post("/api/0/apps/", app).status()).isEqualTo(201);
    }

    private String blocker(JsonNode deploy) throws Exception {
        return client.show(deploy).get("blockers").get(0).get("message").asString();
    }
}
