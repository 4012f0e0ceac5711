package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.store.Database;
import dev.waybill.workspaces.Directories;
import java.nio.file.Files;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What is between the server, its files and its commands is tested here alone: the database has no part in it. */
class KillOnSqliteTest extends KillContract {
    @Override
    @Nullable
    Database database() {
        return null;
    }

    @Test
    void server_endsOnSigterm_andLeavesTheCommandAlone() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var server = start(null);
        var client = server.client();
        client.app("calm", repository, COUNT);
        var deploy = client.deploy("calm", "");
        client.awaitLog(deploy, "line 5\n");

        server.terminate();
        try (var again = start(null)) {
            assertThat(again.client().awaitEnd(deploy)).contains(" for admin\n" + COUNTED + ">> succeeded after");
        }
    }

    @Test
    void cancel_works_onWhatWasFollowedAgain() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var server = start(null);
        var client = server.client();
        client.app("stubborn", repository, "echo started; sleep 300");
        var deploy = client.deploy("stubborn", "");
        client.awaitLog(deploy, "started\n");

        server.kill();
        try (var again = start(null)) {
            again.client().put("/api/0/deploys/stubborn/production/1/", Map.of("status", "cancelled"));
            again.client().awaitEnd(deploy);

            assertThat(again.client().show(deploy).get("outcome").asString()).isEqualTo("cancelled");
        }
    }

    /** Somebody cleans up by hand: what may have run is never run again. */
    @Test
    void runDirectory_isRemovedByHand_whileTheServerIsAway() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var server = start(null);
        var client = server.client();
        client.app(
                "robbed",
                repository,
                "echo run >> %1$s/count; echo started; while [ ! -e %1$s/go ]; do sleep 0.2; done"
                        .formatted(directory));
        var deploy = client.deploy("robbed", "");
        client.awaitLog(deploy, "started\n");

        server.kill();
        try (var runs = Files.list(directory.resolve("data/runs"))) {
            for (var run : runs.toList()) {
                Directories.delete(run);
            }
        }
        try (var again = start(null)) {
            var meanwhile = again.client().show(deploy).get("status").asString();
            Files.writeString(directory.resolve("go"), "");
            again.client().awaitEnd(deploy);

            assertThat(meanwhile).isEqualTo("in_progress");
            assertThat(again.client().show(deploy).get("outcome").asString()).isEqualTo("interrupted");
            assertThat(Files.readString(directory.resolve("count"))).isEqualTo("run\n");
        }
    }
}
