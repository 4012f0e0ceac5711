package dev.waybill.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.contract.Described;
import dev.waybill.forge.fake.FakeGitHub;
import dev.waybill.hosts.Sshd;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * The examples of the document are answers that a server gave, in one walk through the whole API. When what the server answers has
 * changed for good, {@code -Dwaybill.record=true} writes them anew.
 */
@Tag("processes")
class OpenApiExamplesTest {
    private static final Path RESOURCE = Path.of("src/main/resources/openapi-examples.json");

    @TempDir
    Path directory;

    private final FakeGitHub github = FakeGitHub.start();
    private Sshd sshd;
    private TestServer server;
    private Client client;
    private TestRepository repository;
    private List<Described> operations;
    private Examples examples;

    @BeforeEach
    void start() throws Exception {
        sshd = Sshd.start(directory.resolve("sshd"));
        repository = TestRepository.make(directory.resolve("shop"));
        var config = Files.writeString(directory.resolve("waybill.yaml"), """
                github: {api_root: '%s', token: {file: '%s'}}
                apps: {blog: {repository: '%s', deploy: ./deploy.sh}}
                """.formatted(
                github.url(), Files.writeString(directory.resolve("token"), FakeGitHub.TOKEN), repository.path()));
        TestServer.in(directory.resolve("data")).named("anna").start().close();
        Files.delete(directory.resolve("data/node-id")); // so that there is a node that is silent
        server = TestServer.in(directory.resolve("data"))
                .with(config)
                .named("anna")
                .start();
        client = server.client();
        var document = client.send(client.bare("/api/0/openapi.json").GET()).json();
        operations = Described.all(document);
        examples = new Examples(operations);
        examples.replace(server.url(), "https://deploy.example.com");
        var sha = repository.git("rev-parse", "HEAD");
        examples.replace(sha, "7f2d6c1b0a9e8d7c6b5a49382716f5e4d3c2b1a0");
        examples.replace(sha.substring(0, 7), "7f2d6c1");
        examples.replace(directory.toString(), "/srv/git");
        examples.replace(sshd.host(), "git.example.com");
        var nodes = client.get("/api/0/nodes/").json();
        nodes.forEach(node -> examples.replace(
                node.get("id").asString(),
                node.get("answers").asBoolean()
                        ? "0b8c1d7e-5f0a-4c52-9a63-2f1f6f3c7a10"
                        : "d0a3f1c2-7b64-4e9d-8a5e-94c1b7e6f320"));
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        sshd.close();
        github.close();
    }

    @Test
    void everyExample_isAnAnswerThatWasGiven() throws Exception {
        var stage = new Stage(server, client, repository, examples);
        var servers = new ServersWalk(stage, sshd);
        servers.nodes();
        new DeploysWalk(stage).go();
        servers.go();
        examples.keep(client.delete("/api/0/apps/shop/"));

        if (Boolean.getBoolean("waybill.record")) {
            Files.writeString(RESOURCE, examples.text());
        }
        assertThat(examples.recorded())
                .as("what the server answers; %s is written anew by -Dwaybill.record=true", RESOURCE)
                .isEqualTo(JsonMapper.shared().readTree(RESOURCE));
        assertThat(withoutExample())
                .as("operations that no step of this test brings to an answer of 2xx")
                .isEmpty();
        assertThat(statuses()).contains("400", "401", "403", "404", "409");
    }

    private List<String> withoutExample() {
        return operations.stream()
                .filter(it -> !it.operation().has("security") && !it.id().contains("By"))
                .map(Described::id)
                .filter(id ->
                        examples.recorded().path(id).propertyNames().stream().noneMatch(it -> it.startsWith("2")))
                .toList();
    }

    private HashSet<String> statuses() {
        var statuses = new HashSet<String>();
        examples.recorded().forEach(of -> statuses.addAll(of.propertyNames()));
        return statuses;
    }
}
