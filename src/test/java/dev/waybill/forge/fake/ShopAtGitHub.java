package dev.waybill.forge.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.Latch;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A server whose only app, shop, has a fake GitHub as its code host. Its first commit has passed its checks there. */
public abstract class ShopAtGitHub {
    @TempDir
    protected Path directory;

    protected final FakeGitHub github = FakeGitHub.start();
    protected Latch latch;
    protected TestRepository repository;
    protected TestServer server;
    protected Client client;
    private @Nullable Database database;

    /** Null for the embedded one. */
    protected @Nullable Database database() throws Exception {
        return null;
    }

    /** The settings of the app but for its repository, such as {@code deploy: "true", via: github}. */
    protected abstract String settings() throws Exception;

    @BeforeEach
    protected final void start() throws Exception {
        database = database();
        latch = new Latch(directory.resolve("latch"));
        repository = TestRepository.make(directory.resolve("shop"));
        github.green(sha(), "ci/build");
        configure(settings());
        restart();
    }

    /** Takes effect with the next {@link #restart}. */
    protected final void configure(String settings) throws Exception {
        var token = Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN);
        Files.writeString(file(), """
                github: {api_root: '%s', token: {file: '%s'}}
                apps:
                  shop: {repository: '%s', %s}
                """.formatted(github.url(), token, repository.path(), settings));
    }

    /** Has the running server read the changed settings. */
    protected final void reload(String settings) throws Exception {
        configure(settings);
        var answer = client.post("/api/0/config/reload/", Map.of());
        assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    }

    private Path file() {
        return directory.resolve("waybill.yaml");
    }

    /** Starts the server, whose data may be those of one that was closed. */
    protected final void restart() throws Exception {
        server = TestServer.in(directory.resolve("data"))
                .on(database)
                .with(file())
                .start();
        client = server.client();
    }

    @AfterEach
    protected final void stop() throws Exception {
        server.close();
        github.close();
    }

    /** The newest commit of main. */
    protected final String sha() throws Exception {
        return repository.git("rev-parse", "HEAD");
    }
}
