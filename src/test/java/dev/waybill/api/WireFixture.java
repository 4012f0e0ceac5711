package dev.waybill.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A server whose app web was deployed once, several who ask it, and tables of what they must be answered. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class WireFixture {
    protected Path directory;
    protected TestServer server;
    protected TestRepository repository;
    protected Client client;
    private final Map<Who, Client> callers = new EnumMap<>(Who.class);

    /** Who asks. */
    public enum Who {
        ADMIN("admin,configure,deploy,force,impersonate,lock,read", ""),
        READER("read", ""),
        DEPLOYER("deploy", ""),
        /** Somebody of another app, for whom web is not there. */
        STRANGER("configure,deploy,force,impersonate,lock", "other");

        private final String rights;
        private final String apps;

        Who(String rights, String apps) {
            this.rights = rights;
            this.apps = apps;
        }
    }

    @BeforeAll
    final void start(@TempDir Path directory) throws Exception {
        this.directory = directory;
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        client = server.client();
        client.app("web", repository, "echo hello");
        client.app("other", repository, "true");
        client.awaitEnd(client.deploy("web", ""));
        for (var who : Who.values()) {
            callers.put(who, who == Who.ADMIN ? client : caller(who));
        }
    }

    private Client caller(Who who) throws Exception {
        var token = client.post(
                "/api/0/tokens/", Map.of("name", "t", "user", who.name(), "rights", who.rights, "apps", who.apps));
        return new Client(server.url(), token.json().get("token").asString());
    }

    /** That of the client. */
    protected final String token() {
        return client.request("/")
                .build()
                .headers()
                .firstValue("Authorization")
                .orElseThrow()
                .substring(7);
    }

    @AfterAll
    final void stop() throws Exception {
        server.close();
    }

    /** One request, and what it must be answered: a status, and a text that the body holds. In a case, ' stands for ". */
    public record Case(Who who, String method, String path, String type, String body, int status, String has) {
        public static Case get(String path, int status, String has) {
            return new Case(Who.ADMIN, "GET", path, "", "", status, has);
        }

        public static Case json(String method, String path, String body, int status, String has) {
            return new Case(Who.ADMIN, method, path, "application/json", body, status, has);
        }

        public static Case form(String method, String path, String body, int status, String has) {
            return new Case(Who.ADMIN, method, path, "application/x-www-form-urlencoded", body, status, has);
        }

        public Case as(Who other) {
            return new Case(other, method, path, type, body, status, has);
        }
    }

    /** Asks all of a {@link CaseTable}, in its order. */
    protected final Stream<DynamicTest> asked(String table) {
        return asked(CaseTable.read(table));
    }

    /** Asks all of a table, in its order. Every answer is JSON, and says so without a word more. */
    protected final Stream<DynamicTest> asked(List<Case> cases) {
        return cases.stream()
                .map(it -> dynamicTest("%s: %s %s %s".formatted(it.who(), it.method(), it.path(), it.body()), () -> {
                    var answer = send(it);

                    assertThat(answer.status()).as(answer.text()).isEqualTo(it.status());
                    assertThat(answer.contentType()).isEqualTo("application/json");
                    assertThat(answer.text()).contains(it.has().replace('\'', '"'));
                }));
    }

    private Client.Answer send(Case it) throws Exception {
        var request = callers.getOrDefault(it.who(), client).request(it.path().replace(" ", "%20"));
        if (!it.type().isEmpty()) {
            request.header("Content-Type", it.type());
        }
        var body = it.body().replace('\'', '"');
        return client.send(
                request.method(it.method(), body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body)));
    }
}
