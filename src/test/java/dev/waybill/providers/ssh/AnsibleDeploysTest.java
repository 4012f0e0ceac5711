package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Deploys with Debian's Ansible to a real sshd. */
class AnsibleDeploysTest extends SshFixture {
    @Override
    String program() {
        return "ansible-playbook";
    }

    @Override
    String providerName() {
        return "ansible";
    }

    @Override
    void commitFiles() throws Exception {
        repository.commit("hosts", """
                [all:vars]
                ansible_port=%d
                [web]
                web1 ansible_host=127.0.0.1
                web2 ansible_host=127.0.0.2
                web3 ansible_host=127.0.0.3
                stranger ansible_host=localhost
                """.formatted(sshd.port()));
        // What many repositories have, to make Ansible accept any host.
        repository.commit("ansible.cfg", """
                [defaults]
                host_key_checking = False
                [ssh_connection]
                ssh_args = -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null -o ControlMaster=auto -o ControlPersist=60s
                """);
        commitPlaybooks();
    }

    private void commitPlaybooks() throws Exception {
        for (var play : Map.of("deploy.yml", "100%", "rolling.yml", "1").entrySet()) {
            repository.commit(play.getKey(), """
                    - hosts: all
                      gather_facts: false
                      serial: %s
                      tasks:
                        - name: deploy
                          raw: "test ! -e {{ to }}-{{ inventory_hostname }}.broken && echo {{ sha }} >> {{ to }}-{{ ansible_host }}"
                    """.formatted(play.getValue()));
        }
        repository.commit("idle.yml", "- hosts: webb\n  tasks: [{ping: {}}]\n");
        repository.commit("say.yml", """
                - hosts: web1
                  gather_facts: false
                  tasks: [{debug: {msg: "said: {{ said }}"}}]
                """);
        repository.commit("wait.yml", """
                - hosts: web1
                  gather_facts: false
                  tasks:
                    - name: wait
                      raw: "echo $$ > {{ to }}; exec sleep 4321"
                """);
    }

    private Map<String, Object> config(String name, String playbook, List<String> hosts) {
        return Map.of(
                "playbook",
                playbook,
                "inventory",
                "hosts",
                "hosts",
                hosts,
                "args",
                Map.of("sha", "{sha}", "to", target(name).toString()));
    }

    @Test
    void deploy_saysHowEachHostWent() throws Exception {
        app("three", sshd.clientKey(), config("three", "deploy.yml", List.of("web1", "web2", "stranger")));
        Files.createFile(target("three-web2.broken"));
        var deploy = client.deploy("three", "");

        var log = client.awaitEnd(deploy);

        assertThat(log).contains("PLAY RECAP", "Host key verification failed");
        assertThat(client.show(deploy).get("message").asString())
                .contains("is not trusted yet")
                .endsWith("waybill hosts trust ssh://localhost:%d/".formatted(sshd.port()));
        assertThat(hosts("three", 1))
                .containsOnly(entry("web1", "ok"), entry("web2", "failed"), entry("stranger", "unreachable"));
        assertThat(client.show(deploy).get("notes")).isEmpty();
        assertThat(client.show(deploy).get("outcome").asString()).isEqualTo("failed");
        assertThat(deployed("three", "127.0.0.1")).isEqualTo(repository.git("rev-parse", "HEAD"));
        assertThat(deployed("three", "localhost")).isEmpty();
    }

    @Test
    void retryOfFailedHosts_reachesThoseAndTheRest() throws Exception {
        var broken = Files.createFile(target("rolling-web2.broken"));
        deploy("rolling", config("rolling", "rolling.yml", List.of("web1", "web2", "web3")));
        var before = hosts("rolling", 1);

        Files.delete(broken);
        var log = retry("rolling", 1);

        assertThat(before).containsOnly(entry("web1", "ok"), entry("web2", "failed"), entry("web3", "pending"));
        assertThat(log).contains(", only web2, web3\n", ">> succeeded").doesNotContain("changed: [web1]");
        assertThat(hosts("rolling", 2)).containsOnly(entry("web2", "ok"), entry("web3", "ok"));
        var sha = repository.git("rev-parse", "HEAD");
        assertThat(ADDRESSES)
                .allSatisfy(it -> assertThat(deployed("rolling", it)).isEqualTo(sha));
    }

    @Test
    void deploy_succeeds_ifAllHostsDo() throws Exception {
        assertThat(deploy("one", config("one", "deploy.yml", List.of("web1")))).contains(">> succeeded");
    }

    @Test
    void expression_isOnlyText() throws Exception {
        var made = target("made");
        var expression = "{{lookup('pipe','touch %s')}}".formatted(made);
        app(
                "expression",
                sshd.clientKey(),
                Map.of("playbook", "say.yml", "inventory", "hosts", "args", Map.of("said", expression)));

        var log = client.awaitEnd(client.deploy("expression", ""));

        assertThat(log).contains("said: " + expression, ">> succeeded");
        assertThat(made).doesNotExist();
    }

    @Test
    void playThatIsForNoHost_fails() throws Exception {
        var idle = Map.<String, Object>of("playbook", "idle.yml", "inventory", "hosts", "args", Map.of());

        assertThat(deploy("idle", idle)).contains("no hosts matched", "failed after", "nothing was done on any host");
    }

    @Test
    void changedKey_isRefused() throws Exception {
        sshd.changeKey();
        try {
            assertThat(deploy("changed", config("changed", "deploy.yml", List.of("web1"))))
                    .contains("REMOTE HOST IDENTIFICATION HAS CHANGED")
                    .contains("if this is expected: waybill hosts trust ssh://127.0.0.1:%d/".formatted(sshd.port()));
            assertThat(deployed("changed", "127.0.0.1")).isEmpty();
        } finally {
            trust();
        }
    }

    @Test
    void cancel_endsTheProcessOnTheHost() throws Exception {
        var pid = target("cancelled");
        app("cancelled", sshd.clientKey(), config("cancelled", "wait.yml", List.of("web1")));

        cancelled_endsTheProcessOnTheHost(client.deploy("cancelled", ""), pid);
    }
}
