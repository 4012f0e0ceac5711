package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ServerProcess;
import dev.waybill.TestRepository;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
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
    static final String COUNT = "for i in $(seq %d); do echo \"line $i\"; sleep 0.01; done".formatted(LINES);
    static final String COUNTED =
            IntStream.rangeClosed(1, LINES).mapToObj("line %d\n"::formatted).collect(Collectors.joining());

    @TempDir
    Path directory;

    /** Null for the embedded store. */
    abstract @Nullable Database database() throws Exception;

    final ServerProcess start(@Nullable Database database) throws Exception {
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
