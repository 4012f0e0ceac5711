package dev.waybill.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Commands of other users of the machine: what they can do, and how they end. */
class RunAsTest extends RunAsFixture {
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
    void cache_belongsToTheUser_andIsTrimmedAndRemoved() throws Exception {
        var fills =
                "stat -c %U.%a \"$WAYBILL_CACHE\"; ls \"$WAYBILL_CACHE\"; head -c 900 /dev/zero > \"$WAYBILL_CACHE/$WAYBILL_NUMBER\"; touch -d @$WAYBILL_NUMBER \"$WAYBILL_CACHE/$WAYBILL_NUMBER\"";
        var path = "/api/0/apps/cached/";
        client.awaitEnd(deploy("cached", "nobody", fills));
        client.put(path, Map.of("cache", "1 KB"));

        assertThat(client.awaitEnd(client.deploy("cached", ""))).contains("\nnobody.700\n>> succeeded");
        var second = client.awaitEnd(client.deploy("cached", ""));
        var link = server.data()
                .resolve("caches/%s.nobody"
                        .formatted(client.get(path).json().get("id").asString()));
        var home = Files.readSymbolicLink(link);
        while (Files.exists(home.resolve("cache/2"))) {
            Pause.briefly();
        }

        assertThat(second).contains("\nnobody.700\n2\n>> succeeded");
        assertThat(home.resolve("cache/3")).hasSize(900);
        client.put(path, Map.of("unset", List.of("cache")));
        server.engine().running().kept().caching().tidy(() -> false);
        assertThat(link).doesNotExist();
        assertNothingIsLeft();
    }

    /** Also those that nobody else may read, and after a restart of the server, but no more than the user may read. */
    @Test
    void artifacts_areReadAsTheUser() throws Exception {
        client.awaitEnd(deploy(
                "left",
                "nobody",
                "mkdir out; umask 077; echo mine > out/file; ln -s /etc/shadow out/link; ln -s / out/root; mkfifo out/pipe; chmod 0 out/pipe; mkdir out/shut; chmod 0 out/shut; echo up; "
                        + "[ $WAYBILL_NUMBER = 1 ] || " + untilOpen()));
        client.put("/api/0/apps/left/", Map.of("artifacts", List.of("out/**")));
        var deploy = client.deploy("left", "");
        client.awaitLog(deploy, "up\n");

        server.close();
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        open();
        var log = client.awaitEnd(deploy);

        assertThat(log).contains("up\n>> artifact out/file, 5 bytes\n>> succeeded");
        assertThat(client.get("/api/0/deploys/left/production/2/artifacts/").json())
                .hasSize(1);
        assertThat(client.get("/api/0/deploys/left/production/2/artifacts/raw?name=out/file")
                        .text())
                .isEqualTo("mine\n");
        assertNothingIsLeft();
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
                .contains("run_as: user nosuchuser does not exist on this machine")
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
