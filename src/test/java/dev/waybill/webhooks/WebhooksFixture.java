package dev.waybill.webhooks;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.store.Database;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server with apps at code hosts; the secret of each is in the file of that name. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebhooksFixture {
    static final String SECRET = "It's a Secret to Everybody";
    static final String OWN_SECRET = "the app's own";

    Path directory;
    TestRepository repository;
    TestServer server;
    Client client;
    Signing signing;

    /** Null for the embedded one. */
    @Nullable
    Database database() throws Exception {
        return null;
    }

    /** With REPOSITORY and SECRETS for the paths. */
    String configuration() {
        return """
                github: {webhook_secret: {file: SECRETS/server}}
                apps:
                  shop: {repository: REPOSITORY, deploy: 'true', via: github, github: {repo: acme/shop}, environments: {production: {default_ref: main}, staging: {default_ref: feature}}}
                  twin: {repository: REPOSITORY, deploy: 'true', via: github, github: {repo: Acme/Shop}}
                  plain: {repository: 'git@github.com:acme/plain.git', deploy: 'true'}
                  elsewhere: {repository: REPOSITORY, deploy: 'true', via: github, github: {repo: acme/elsewhere, api_root: 'https://git.example.com/api/v3'}}
                  own: {repository: REPOSITORY, deploy: 'true', via: github, github: {repo: acme/own, webhook_secret: {file: SECRETS/own}}}
                  tea: {repository: REPOSITORY, deploy: 'true', via: gitea, gitea: {repo: acme/tea, api_root: 'https://tea.example.com/api/v1', webhook_secret: {file: SECRETS/own}}}
                """;
    }

    @BeforeAll
    final void start(@TempDir Path temporary) throws Exception {
        directory = temporary;
        repository = TestRepository.make(directory.resolve("repository"));
        write("server", SECRET + "\n");
        write("own", OWN_SECRET);
        var file = directory.resolve("waybill.yaml");
        Files.writeString(
                file,
                configuration()
                        .replace("REPOSITORY", repository.path().toString())
                        .replace("SECRETS", directory.toString()));
        server = TestServer.in(directory.resolve("data"))
                .on(database())
                .with(file)
                .start();
        client = server.client();
        signing = new Signing(client);
    }

    final void write(String secret, String value) throws Exception {
        Files.writeString(directory.resolve(secret), value);
    }

    @AfterAll
    final void stop() throws Exception {
        server.close();
    }
}
