import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** From a push until the command of its automatic deploy begins: by looking alone, and after a webhook. */
final class Pushes implements Workload {
    private static final int TIMES = 9;
    private static final String SECRET = "a secret of the bench";

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("pushes", 5);
        var directory = testbed.scratch().resolve("pushes");
        var secret = Files.writeString(Files.createDirectories(Served.secrets(directory)).resolve("webhook"), SECRET);
        var token = Files.writeString(Served.secrets(directory).resolve("token"), "ghp_bench");
        try (var host = CodeHost.start();
                var server = Served.start(testbed.home(), directory, testbed.databases())) {
            host.pass(""); // any commit
            server.send("POST", "/api/0/apps/", app(repository, host, token, secret));
            started(repository);
            var looked = new ArrayList<Double>();
            for (var i = 0; i < TIMES; i++) {
                Thread.sleep(Duration.ofMillis(1_300L * i)); // at any moment between two looks
                looked.add(push(repository, () -> {}));
            }
            var hinted = new ArrayList<Double>();
            for (var i = 0; i < TIMES; i++) {
                Thread.sleep(Duration.ofMillis(1_500)); // a repository is looked at once a second at most
                hinted.add(push(repository, () -> hint(server)));
            }
            return List.of(
                    Figure.millis("push until its deploy starts", Timing.median(looked), 0, "under 12000 ms"),
                    Figure.millis("the same after a webhook", Timing.median(hinted), 0, "under 1000 ms"));
        }
    }

    private static Map<String, Object> app(Path repository, CodeHost host, Path token, Path secret) {
        return Map.of(
                "name", "pushed", "provider", "shell", "repository", repository.toString(), "via", "github",
                "deploy", "git rev-parse HEAD > now; date +%s%N >> now; mv now " + began(repository),
                "environments", Map.of("production", Map.of("auto", Map.of("on", "push"))),
                "forge", Map.of(
                        "repo", "acme/pushed",
                        "api_root", host.url(),
                        "token", Map.of("file", token.toString()),
                        "webhook_secret", Map.of("file", secret.toString())));
    }

    private static Path began(Path repository) {
        return repository.resolveSibling("pushed");
    }

    /** In milliseconds. */
    private static double push(Path repository, Timing.Work afterwards) throws Exception {
        Shell.run(repository, "git -c user.name=Ann -c user.email=ann@example.com commit -q --allow-empty -m next");
        var pushed = System.currentTimeMillis();
        afterwards.run();
        return started(repository) - pushed;
    }

    /** When the command of the newest commit began. */
    private static double started(Path repository) throws Exception {
        var sha = Shell.output(repository, "git rev-parse HEAD");
        while (true) {
            if (Files.exists(began(repository))) {
                var lines = Files.readAllLines(began(repository));
                if (lines.size() == 2 && lines.getFirst().equals(sha)) {
                    return Long.parseLong(lines.getLast()) / 1e6;
                }
            }
            Thread.sleep(5);
        }
    }

    private static void hint(Served server) throws Exception {
        var body = "{\"ref\": \"refs/heads/main\", \"repository\": {\"full_name\": \"acme/pushed\"}}";
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        var signature = HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        var request = HttpRequest.newBuilder(URI.create(server.url() + "/webhooks/github"))
                .header("Content-Type", "application/json")
                .header("X-GitHub-Event", "push")
                .header("X-Hub-Signature-256", "sha256=" + signature)
                .POST(BodyPublishers.ofString(body));
        try (var http = HttpClient.newHttpClient()) {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            if (answer.statusCode() != 202) {
                throw new IllegalStateException(answer.statusCode() + " " + answer.body());
            }
        }
    }
}
