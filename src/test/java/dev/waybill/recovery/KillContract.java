package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A deploy outlives its server. Once for each database. */
@Tag("processes")
abstract class KillContract {
    private static final int LINES = 150;
    private static final String COUNT = "for i in $(seq %d); do echo \"line $i\"; sleep 0.01; done".formatted(LINES);
    private static final String COUNTED =
            IntStream.rangeClosed(1, LINES).mapToObj("line %d\n"::formatted).collect(Collectors.joining());

    @TempDir
    Path directory;

    /** Null for the embedded store. */
    abstract @Nullable Database database() throws Exception;

    private ServerProcess start(@Nullable Database database) throws Exception {
        var data = directory.resolve("data");
        return database == null
                ? ServerProcess.start(data)
                : ServerProcess.start(data, "--database", database.jdbcUrl());
    }

    @Test
    void serverIsKilled_inMidDeploy_andStartedAgain() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var database = database();
        var server = start(database);
        var client = server.client();
        client.app("survivor", repository, COUNT + "; exit 7");
        var deploy = client.deploy("survivor", "");
        client.awaitLog(deploy, "line 20\n");
        var waiting = client.deploy("survivor", "");

        server.kill();
        try (var again = start(database)) {
            var log = again.client().awaitEnd(deploy);
            var logOfTheNext = again.client().awaitEnd(waiting);

            assertThat(log)
                    .startsWith(">> survivor/production#1")
                    .contains(" for admin\n" + COUNTED + ">> failed after");
            assertThat(logOfTheNext).contains(" for admin\n" + COUNTED + ">> failed after");
            assertThat(again.client().show(deploy).get("message").asString()).contains("exit code 7");
        }
    }

    @Test
    void commandEnds_whileTheServerIsAway() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var database = database();
        var server = start(database);
        var client = server.client();
        var done = directory.resolve("done");
        client.app("alone", repository, COUNT + "; touch " + done);
        var deploy = client.deploy("alone", "");
        client.awaitLog(deploy, "line 5\n");

        server.kill();
        awaitFile(directory, done);
        try (var again = start(database)) {
            assertThat(again.client().awaitEnd(deploy)).contains(" for admin\n" + COUNTED + ">> succeeded after");
        }
    }

    @Test
    void server_endsOnSigterm_andLeavesTheCommandAlone() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var database = database();
        var server = start(database);
        var client = server.client();
        client.app("calm", repository, COUNT);
        var deploy = client.deploy("calm", "");
        client.awaitLog(deploy, "line 5\n");

        server.terminate();
        try (var again = start(database)) {
            assertThat(again.client().awaitEnd(deploy)).contains(" for admin\n" + COUNTED + ">> succeeded after");
        }
    }

    @Test
    void cancel_works_onWhatWasFollowedAgain() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var database = database();
        var server = start(database);
        var client = server.client();
        client.app("stubborn", repository, "echo started; sleep 300");
        var deploy = client.deploy("stubborn", "");
        client.awaitLog(deploy, "started\n");

        server.kill();
        try (var again = start(database)) {
            again.client().put("/api/0/deploys/stubborn/production/1/", Map.of("status", "cancelled"));
            again.client().awaitEnd(deploy);

            assertThat(again.client().show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        }
    }

    /** Somebody cleans up by hand: what may have run is never run again. */
    @Test
    void runDirectory_isRemovedByHand_whileTheServerIsAway() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var database = database();
        var server = start(database);
        var client = server.client();
        client.app(
                "robbed",
                repository,
                "echo run >> %1$s/count; echo started; while [ ! -e %1$s/go ]; do sleep 0.05; done"
                        .formatted(directory));
        var deploy = client.deploy("robbed", "");
        client.awaitLog(deploy, "started\n");

        server.kill();
        try (var runs = Files.list(directory.resolve("data/runs"))) {
            for (var run : runs.toList()) {
                dev.waybill.workspaces.Directories.delete(run);
            }
        }
        try (var again = start(database)) {
            var meanwhile = again.client().show(deploy).get("status").asString();
            Files.writeString(directory.resolve("go"), "");
            again.client().awaitEnd(deploy);

            assertThat(meanwhile).isEqualTo("in_progress");
            assertThat(again.client().show(deploy).get("outcome").asString()).isEqualTo("interrupted");
            assertThat(Files.readString(directory.resolve("count"))).isEqualTo("run\n");
        }
    }

    private static void awaitFile(Path parent, Path file) throws Exception {
        try (var watcher = parent.getFileSystem().newWatchService()) {
            parent.register(watcher, java.nio.file.StandardWatchEventKinds.ENTRY_CREATE);
            while (!Files.exists(file)) {
                var key = watcher.take();
                key.pollEvents();
                key.reset();
            }
        }
    }
}
