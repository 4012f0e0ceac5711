package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Commands of other users of the machine: what they can do, and what they cannot reach. Only root can try that without more ado. */
@Tag("processes")
class RunAsTest {
    private static final String SECRET = "correct-horse-battery";

    private Path directory;
    private Path gate;
    private TestServer server;
    private TestRepository repository;
    private Client client;

    @BeforeEach
    void start(@TempDir Path directory) throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "needs to be root");
        this.directory = directory;
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx--x--x"));
        gate = directory.resolve("gate");
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
    }

    @AfterEach
    void stop() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private JsonNode deploy(String app, String user, String command) throws Exception {
        var body = Map.of(
                "name",
                app,
                "repository",
                repository.path().toString(),
                "provider",
                "shell",
                "deploy",
                command,
                "run_as",
                user,
                "variables",
                Map.of("QUOTED", "it's \"q\"\n$HOME", "LD_LIBRARY_PATH", "/nowhere"),
                "secrets",
                Map.of("TOKEN", Map.of("file", secret().toString())));
        assertThat(client.post("/api/0/apps/", body).status()).isEqualTo(201);
        return client.deploy(app, "");
    }

    private Path secret() throws IOException {
        return Files.writeString(directory.resolve("secret"), SECRET + "\n");
    }

    /** For a command: goes on when the test opens the gate. */
    private String untilOpen() {
        return "while [ ! -e %s ]; do sleep 0.02; done".formatted(gate);
    }

    private void open() throws IOException {
        Files.createFile(gate);
    }

    private String outcome(JsonNode deploy) throws Exception {
        return client.show(deploy).get("outcome").asString();
    }

    private List<Path> homes() throws IOException {
        var homes = server.data().resolve("homes");
        if (!Files.exists(homes)) {
            return List.of();
        }
        try (var all = Files.list(homes)) {
            return all.toList();
        }
    }

    /** The deploy is over before its files are gone. */
    private void assertNothingIsLeft() throws Exception {
        client.app("last", repository, "true");
        var end = System.nanoTime() + 10_000_000_000L;
        while (!homes().isEmpty() && System.nanoTime() < end) {
            client.awaitEnd(client.deploy("last", ""));
        }
        assertThat(homes()).isEmpty();
    }

    @Test
    void command_worksAsItsUser() throws Exception {
        var deploy = deploy("works", "nobody", """
                id -un; id -gn; pwd | sed "s,.*/,,"; echo "$PWD" | sed "s,.*/,,"
                cat readme; touch made "$HOME/made" "$TMPDIR/made" && ls -d made
                git diff-files --name-only; git log --format=%s; git describe --always; git status --short
                echo "$QUOTED $LD_LIBRARY_PATH"; test "$TOKEN" = correct-horse-battery && echo secret is right
                cat; echo by name > /dev/stderr; echo by another > /proc/self/fd/1
                env | grep -v -e ^WAYBILL -e ' ' | cut -d= -f1 | sort | tr '\\n' ' '; exit 3""");
        var log = client.awaitEnd(deploy);
        var sha = repository.git("describe", "--always", "main");

        assertThat(log)
                .contains(
                        "nobody\nnogroup\nworkspace\nworkspace\nhello\nmade\nChange readme\n%s\n?? made\nit's \"q\"\n$HOME /nowhere\n"
                                .formatted(sha))
                .contains("secret is right\nby name\nby another\n")
                .contains("BRANCH DEPLOY_ENV DEPLOY_TASK HOME ")
                .doesNotContain("SUDO")
                .contains("exit code 3");
        assertThat(outcome(deploy)).isEqualTo("failed");
        assertNothingIsLeft();
    }

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

    @Test
    void cancel_endsAllThatItStarted() throws Exception {
        var unique = "0.31%d".formatted(System.identityHashCode(this));
        var deploy = deploy(
                "cancelled",
                "nobody",
                "mkdir d && touch d/f && chmod 000 d; (setsid sh -c 'trap \"\" TERM; setsid sleep 3%1$s & while :; do sleep %1$s; done' &); echo up; sleep 300"
                        .formatted(unique));
        client.awaitLog(deploy, "up\n");

        client.put("/api/0/deploys/cancelled/production/1/", Map.of("status", "cancelled"));
        client.awaitEnd(deploy);

        assertThat(outcome(deploy)).isEqualTo("cancelled");
        assertThat(ProcessHandle.allProcesses()
                        .filter(it -> it.info().commandLine().orElse("").contains(unique)))
                .isEmpty();
        assertNothingIsLeft();
    }

    @Test
    void deploy_isFollowedAgain_afterARestartOfTheServer() throws Exception {
        var deploy = deploy(
                "followed",
                "nobody",
                "echo up; " + untilOpen() + "; cat \"$PWD/readme\" > $HOME/x; cat $HOME/x; echo $TOKEN");
        client.awaitLog(deploy, "up\n");

        server.close();
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        open();

        assertThat(client.awaitEnd(deploy)).contains("up\nhello\n***\n>> succeeded");
        assertNothingIsLeft();
    }

    @Test
    void user_whoIsUnknown_isToldBeforeAnythingRuns() throws Exception {
        var deploy = deploy("unknown", "nosuchuser", "echo ran");

        assertThat(client.awaitEnd(deploy))
                .contains(">> failed")
                .contains("run_as: this machine has no user nosuchuser")
                .doesNotContain("ran\n");
        assertThat(outcome(deploy)).isEqualTo("failed");
    }

    @Test
    void dataDirectory_thatTheUserCannotReach_isToldBeforeAnythingRuns() throws Exception {
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        var deploy = deploy("unreachable", "nobody", "echo ran");

        assertThat(client.awaitEnd(deploy))
                .contains("run_as: mkdir as user nobody failed: ")
                .contains("Permission denied")
                .doesNotContain("ran\n");
    }
}
