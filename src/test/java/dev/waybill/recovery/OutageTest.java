package dev.waybill.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Pause;
import dev.waybill.Postgres;
import dev.waybill.TcpProxy;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database goes away and comes back: requests are told, commands go on, everything catches up. */
@Tag("processes")
@Tag("postgres")
class OutageTest {
    @TempDir
    Path directory;

    @Test
    void database_goesAway_whileACommandRuns() throws Exception {
        var real = Postgres.fresh().jdbcUrl();
        var address = URI.create(real.substring("jdbc:".length()));
        try (var cable = new TcpProxy(address.getPort());
                var server = TestServer.start(
                        directory.resolve("data"),
                        new Database(real.replace(":" + address.getPort() + "/", ":" + cable.port() + "/")))) {
            var client = server.client();
            var repository = TestRepository.make(directory.resolve("repository"));
            client.app(
                    "steady",
                    repository,
                    "for i in $(seq 300); do echo \"line $i\"; sleep 0.01; done; touch %s/done".formatted(directory));
            var deploy = client.deploy("steady", "");
            client.awaitLog(deploy, "line 20\n");

            cable.cut();
            var refused = client.get("/api/0/apps/");
            var readiness = client.send(client.bare("/readyz").GET());
            var alive = client.send(client.bare("/healthz").GET());
            while (!Files.exists(directory.resolve("done"))) {
                Pause.briefly();
            }
            cable.mend();
            awaitReady(client);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.json().get("error").asString()).contains("The database does not respond");
            assertThat(readiness.status()).isEqualTo(503);
            assertThat(alive.status()).isEqualTo(200);
            var all = IntStream.rangeClosed(1, 300)
                    .mapToObj("line %d\n"::formatted)
                    .collect(Collectors.joining());
            assertThat(client.awaitEnd(deploy)).contains(" for admin\n" + all + ">> succeeded");
            assertThat(client.awaitEnd(client.deploy("steady", ""))).contains("line 300\n>> succeeded");
        }
    }

    private static void awaitReady(Client client) throws Exception {
        while (client.send(client.bare("/readyz").GET()).status() != 200) {
            Pause.briefly();
        }
    }
}
