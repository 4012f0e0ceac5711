package dev.waybill.fuzz;

import dev.waybill.Browser;
import dev.waybill.Client;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who asks, and what is on the server before they do. The administrator names only apps that may break; the others, whose rights are
 * limited, name those that they may see and those that they may not.
 *
 * @param url of the server
 * @param repository from which everything is deployed
 * @param sessionsToEnd those that somebody may sign out
 * @param links the secrets of links that sign in once
 */
record Cast(
        String url,
        String repository,
        Viewer admin,
        List<Viewer> limited,
        List<String> sessionsToEnd,
        List<String> links) {
    /** The ids of all tokens that are needed to the end are smaller. */
    static final int FIRST_TOKEN_TO_REVOKE = 10;

    /** Stands in all that concerns the app {@code secretapp}, and in the name of a token. */
    private static final String OF_SECRET_APP = "kinglet";

    /** Stands in deploys to production, and in the name of a token. */
    private static final String OF_PRODUCTION = "pelican";

    private static final List<String> THEIRS = List.of("shown", "secretapp", "web", "nosuch");
    private static final int SESSIONS_TO_END = 20;
    private static final int LINKS = 5;

    static Cast on(TestServer server, TestRepository repository) throws Exception {
        var client = server.client();
        client.app("web", repository, "echo hello");
        client.app("shown", repository, "echo \"said $WAYBILL_PARAM_WORD\"");
        secretApp(client, repository);
        var reader = token(client, Map.of("rights", List.of("read"), "apps", List.of("shown")));
        var deployer = token(client, Map.of("rights", List.of("read", "deploy"), "apps", List.of("shown")));
        var stager = token(client, Map.of("rights", List.of("read", "deploy"), "environments", List.of("staging")));
        var spare = token(
                client,
                Map.of("name", OF_SECRET_APP + " " + OF_PRODUCTION, "rights", List.of("read"), "apps", List.of("web")));
        deploy(client, "web", "production", OF_PRODUCTION);
        deploy(client, "shown", "production", OF_PRODUCTION);
        deploy(client, "shown", "staging", "nothing");
        deploy(client, "secretapp", "production", OF_PRODUCTION);
        deploy(client, "secretapp", "staging", "nothing");

        var browser = Browser.at(server);
        return new Cast(
                server.url(),
                repository.path().toString(),
                admin(server.token(), browser),
                List.of(
                        ofShown("reader of shown", reader, browser),
                        ofShown("deployer of shown", deployer, browser),
                        stager(stager, browser)),
                sessions(browser, spare),
                links(client));
    }

    private static Viewer admin(String token, Browser browser) throws Exception {
        return new Viewer(
                "admin",
                token,
                browser.signIn(token),
                List.of("web", "web", "other", "nosuch"),
                List.of("production", "production", "staging", "Prod uction"),
                List.of());
    }

    private static Viewer ofShown(String name, String token, Browser browser) throws Exception {
        var environments = List.of("production", "production", "staging", "elsewhere");
        return new Viewer(name, token, browser.signIn(token), THEIRS, environments, List.of(OF_SECRET_APP));
    }

    private static Viewer stager(String token, Browser browser) throws Exception {
        var environments = List.of("production", "staging", "staging");
        return new Viewer("stager", token, browser.signIn(token), THEIRS, environments, List.of(OF_PRODUCTION));
    }

    /** All who ask. */
    List<Viewer> viewers() {
        return Stream.concat(Stream.of(admin), limited.stream()).toList();
    }

    private static void secretApp(Client client, TestRepository repository) throws Exception {
        var made = client.post(
                "/api/0/apps/",
                Map.of(
                        "name", "secretapp",
                        "repository", repository.path().toString(),
                        "provider", "shell",
                        "provider_config",
                                Map.of("command", "echo \"%s $WAYBILL_PARAM_WORD\"".formatted(OF_SECRET_APP)),
                        "environments", Map.of("production", Map.of(), "staging", Map.of(), OF_SECRET_APP, Map.of()),
                        "parameters",
                                Map.of(
                                        "word",
                                        Map.of("type", "text"),
                                        "a",
                                        Map.of("type", "choice", "choices", List.of("x", OF_SECRET_APP)),
                                        OF_SECRET_APP,
                                        Map.of("type", "text"))));
        expect(made, 201);
    }

    private static String token(Client client, Map<String, ?> properties) throws Exception {
        var wanted = new HashMap<String, Object>(properties);
        wanted.putIfAbsent("name", "limited");
        return expect(client.post("/api/0/tokens/", wanted), 201)
                .json()
                .get("token")
                .asString();
    }

    private static void deploy(Client client, String app, String environment, String word) throws Exception {
        var asked = client.post(
                "/api/0/deploys/",
                Map.of("app", app, "env", environment, "reason", word, "params", Map.of("word", word)));
        client.awaitEnd(expect(asked, 201).json());
    }

    private static List<String> sessions(Browser browser, String token) throws Exception {
        var sessions = new ArrayList<String>();
        for (var i = 0; i < SESSIONS_TO_END; i++) {
            sessions.add(browser.signIn(token));
        }
        return sessions;
    }

    private static List<String> links(Client client) throws Exception {
        var links = new ArrayList<String>();
        for (var i = 0; i < LINKS; i++) {
            var made = expect(client.post("/api/0/login-links/", Map.of()), 201);
            links.add(made.json().get("url").asString().replaceFirst(".*/", ""));
        }
        return links;
    }

    private static Client.Answer expect(Client.Answer answer, int status) {
        if (answer.status() != status) {
            throw new AssertionError(answer.text());
        }
        return answer;
    }
}
