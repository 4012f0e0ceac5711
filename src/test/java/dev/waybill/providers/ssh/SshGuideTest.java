package dev.waybill.providers.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The steps of docs/ssh.md, and what Capistrano would find. */
class SshGuideTest extends SshFixture {
    private Path key() {
        return directory.resolve("shop-key");
    }

    @Override
    String program() {
        return "fab";
    }

    @Override
    String providerName() {
        return "capistrano";
    }

    @Override
    void commitFiles() throws Exception {
        repository.commit(
                "fabfile.py",
                block("python").replace("deployed-sha", target("guide").toString()));
    }

    /** The page, for the host and the paths of this test. */
    private String guide() throws Exception {
        return Files.readString(Path.of("docs/ssh.md"))
                .replace("git@github.com:acme/shop.git", repository.path().toString())
                .replace("/etc/waybill/secrets/shop", key().toString())
                .replace("ssh://web1.example.com/", "ssh://" + sshd.host() + "/")
                .replace("deploy@web1.example.com", System.getProperty("user.name") + "@" + sshd.host())
                .replaceAll("SHA256:\\S+", sshd.fingerprint());
    }

    private String block(String language) throws Exception {
        var found = Pattern.compile("```%s\n(.*?)```".formatted(language), Pattern.DOTALL)
                .matcher(guide());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    @Test
    void steps_leadToADeploy() throws Exception {
        Files.writeString(directory.resolve("shop.yaml"), block("yaml"));
        var commands = guide().lines()
                .filter(line -> line.startsWith("    ssh-") || line.startsWith("    waybill "))
                .map(String::strip)
                .toList();

        var output = "";
        for (var command : commands) {
            output = run(
                    command.replace("shop.yaml", directory.resolve("shop.yaml").toString()));
        }

        assertThat(commands).hasSize(5);
        assertThat(output).contains(">> succeeded");
        assertThat(Files.readString(target("guide")).strip()).isEqualTo(repository.git("rev-parse", "HEAD"));
    }

    private String run(String command) throws Exception {
        var words = List.of(command.split(" "));
        switch (words.getFirst()) {
            case "ssh-keygen" -> {
                assertThat(command).endsWith("-N '' -f " + key());
                keygen(key());
            }
            case "ssh-copy-id" ->
                Files.writeString(
                        sshd.authorizedKeys(), Files.readString(Path.of(words.get(2))), StandardOpenOption.APPEND);
            default -> {
                var done = new TestCli(server.url(), server.token(), directory)
                        .run(words.subList(1, words.size()).toArray(String[]::new));
                assertThat(done.code()).as(command + done.err()).isZero();
                return done.out();
            }
        }
        return "";
    }

    /** A program that shows them stands in for Capistrano, so that no test needs Ruby. */
    @Test
    void capistrano_findsTheKeys_inItsHome() throws Exception {
        var path = program("cap", "#!/bin/sh\necho \"cap $*\"; cat ~/.ssh/config ~/.ssh/known_hosts\n");

        var log = deploy("home", Map.of("bundle", false), Map.of("PATH", path));

        assertThat(log)
                .contains("\ncap production deploy BRANCH=" + repository.git("rev-parse", "HEAD"))
                .contains("Host *\n  IdentityFile \"%s\"\n".formatted(sshd.clientKey()))
                .contains("[127.0.0.2]:%d ssh-ed25519 ".formatted(sshd.port()))
                .contains(">> succeeded");
    }

    @Test
    void capistrano_saysWhyItFailed() throws Exception {
        var path = program("cap", "#!/bin/sh\nprintf 'cap aborted!\\nArgumentError: no such release\\n'; exit 1\n");

        var log = deploy("aborting", Map.of("bundle", false), Map.of("PATH", path));

        assertThat(log).containsPattern(">> failed after .*: the command ended with exit code 1: no such release");
    }
}
