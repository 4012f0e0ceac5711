import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What deploys cost that wait for the checks of their commits, and how soon one starts when its checks have passed. */
final class WaitingForChecks implements Workload {
    private static final int DEPLOYS = 100;
    private static final int COMMITS = 5;
    private static final int SETTLE_SECONDS = 90;

    private final int seconds;

    /** @param minutes how long it is measured */
    WaitingForChecks(int minutes) {
        this.seconds = minutes * 60;
    }

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var repository = testbed.repository("checks", 5);
        var directory = testbed.scratch().resolve("checks");
        var token = Files.createDirectories(Served.secrets(directory)).resolve("token");
        Files.writeString(token, "ghp_bench");
        try (var host = CodeHost.start();
                var server = Served.start(testbed.home(), directory, testbed.databases())) {
            var figures = new ArrayList<Figure>();
            server.send("POST", "/api/0/apps/", app("checked", repository, host, token));
            figures.add(noticed(server, host, repository));
            commit(repository);
            for (var i = 0; i < DEPLOYS; i++) {
                server.send("POST", "/api/0/apps/", app("checked-" + i, repository, host, token));
                server.deploy("checked-" + i);
            }
            Thread.sleep(Duration.ofSeconds(SETTLE_SECONDS));
            figures.addAll(cost(server, host));
            return figures;
        }
    }

    private static Map<String, Object> app(String name, Path repository, CodeHost host, Path token) {
        return Map.of(
                "name", name, "provider", "shell", "repository", repository.toString(), "via", "github",
                "deploy", "date +%s%N > now; ln now " + repository.resolveSibling("began") + " || true",
                "forge", Map.of("repo", "acme/" + name, "api_root", host.url(), "token", Map.of("file", token.toString())));
    }

    private List<Figure> cost(Served server, CodeHost host) throws Exception {
        var ticks = server.ticks();
        var compilers = server.ticksOfCompilers();
        var reads = host.reads();
        var unchanged = host.unchanged();
        var refused = host.refused();
        Thread.sleep(Duration.ofSeconds(seconds));
        ticks = server.ticks() - ticks;
        compilers = server.ticksOfCompilers() - compilers;
        var asked = host.reads() - reads;
        return List.of(
                new Figure("CPU but for its JIT, %d deploys wait for checks".formatted(DEPLOYS), (ticks - compilers) / (double) seconds, "%", 0, "under 1 %"),
                new Figure("CPU of its JIT, which ends", compilers / (double) seconds, "%", 0, "-"),
                new Figure("requests for checks", asked * 60.0 / seconds, "/m", 0, "-"),
                new Figure("of them answered with 304", (host.unchanged() - unchanged) * 100.0 / asked, "%", 0, "all"),
                new Figure("deployments refused meanwhile", (host.refused() - refused) * 60.0 / seconds, "/m", 0, "-"));
    }

    /** The slowest of some commits, each of whose checks pass at some moment while its deploy waits. */
    private static Figure noticed(Served server, CodeHost host, Path repository) throws Exception {
        var began = repository.resolveSibling("began");
        var slowest = 0.0;
        for (var i = 0; i < COMMITS; i++) {
            Files.deleteIfExists(began);
            var sha = commit(repository);
            server.deploy("checked");
            Thread.sleep(Duration.ofMillis(6_000 + i * 1_700));
            var passed = System.currentTimeMillis();
            host.pass(sha);
            while (!Files.exists(began)) {
                Thread.sleep(20);
            }
            slowest = Math.max(slowest, Long.parseLong(Files.readString(began).strip()) / 1e6 - passed);
        }
        return new Figure("checks passed until the command starts", slowest, "ms", 0, "under 6000 ms");
    }

    private static String commit(Path repository) throws IOException, InterruptedException {
        Shell.run(repository, "git -c user.name=Ann -c user.email=ann@example.com commit -q --allow-empty -m next");
        return Shell.output(repository, "git rev-parse HEAD");
    }
}
