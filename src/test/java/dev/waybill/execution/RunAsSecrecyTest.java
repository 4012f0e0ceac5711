package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Commands of other users of the machine: what they cannot reach. */
class RunAsSecrecyTest extends RunAsFixture {
    @Test
    void command_canNeitherReadTheServersFiles_norThoseOfAnotherUser() throws Exception {
        var daemon = deploy("daemon", "daemon", "echo $$ $TMPDIR; " + untilOpen());
        client.app("own", repository, "echo $$ $TMPDIR; " + untilOpen());
        var own = client.deploy("own", "");
        var others = new ArrayList<String>();
        for (var deploy : List.of(daemon, own)) {
            var words = client.awaitLog(deploy, "/tmp\n")
                    .replaceAll("(?s).*\n(\\d+) (\\S+)/tmp\n.*", "$1 $2")
                    .split(" ");
            others.addAll(List.of("/proc/%s/environ".formatted(words[0]), words[1], words[1] + "/tmp"));
            others.add(words[1] + "/../workspace/readme");
        }
        try (var all = Files.list(server.data())) {
            all.map(Path::toString).forEach(others::add);
        }
        try (var all = Files.list(server.data().resolve("runs"))) {
            all.map(it -> it + "/supervise").forEach(others::add);
        }
        others.add(server.data().toString());

        var nobody = deploy(
                "nobody",
                "nobody",
                "for it in %s; do head -c 1 $it > /dev/null 2>&1 && echo reads $it; ls $it/. > /dev/null 2>&1 && echo lists $it; done; kill -9 $PPID; echo looked"
                        .formatted(String.join(" ", others)));
        var log = client.awaitEnd(nobody);
        open();

        assertThat(others).hasSizeGreaterThan(15).anyMatch(it -> it.endsWith("waybill.db-wal"));
        assertThat(log).contains("looked\n").doesNotContain("reads").doesNotContain("lists");
        assertThat(outcome(nobody)).isEqualTo("succeeded");
        assertThat(client.awaitEnd(daemon)).contains("succeeded");
        assertThat(client.awaitEnd(own)).contains("succeeded");
        assertNothingIsLeft();
    }

    @Test
    void secret_isInNoCommandLine() throws Exception {
        var deploy = deploy("secret", "nobody", "echo up; " + untilOpen());
        client.awaitLog(deploy, "up\n");
        var lines = new ArrayList<String>();
        try (var processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (var process : processes) {
                try {
                    lines.add(Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1));
                } catch (IOException e) {
                    lines.add(""); // it has ended
                }
            }
        }
        open();
        client.awaitEnd(deploy);

        assertThat(lines).anyMatch(it -> it.contains(untilOpen())).noneMatch(it -> it.contains(SECRET));
    }
}
