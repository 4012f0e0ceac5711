import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Measures a server against a bare script in the same run, since absolute times on shared machines mean little. bin/bench runs this
 * file as it is, with those beside it: {@code bin/bench [--json FILE] [--compare FILE] [--deploys N] [NAME ...]}.
 */
final class Bench implements AutoCloseable {
    /** A figure: what was measured, against what, and what is aimed at. */
    record Figure(String name, double value, String unit, double bare, String aim) {
        double ratio() {
            return bare > 0 ? value / bare : Double.NaN;
        }
    }

    private static final Map<String, Step> STEPS = new LinkedHashMap<>();

    static {
        STEPS.put("start", Bench::start);
        STEPS.put("small", Bench::small);
        STEPS.put("large", Bench::large);
        STEPS.put("log", Bench::log);
        STEPS.put("follow", Bench::follow);
        STEPS.put("twenty", Bench::twenty);
        STEPS.put("fifty", Bench::fifty);
        STEPS.put("idle", Bench::idle);
        STEPS.put("gates", Bench::gates);
        STEPS.put("changes", Bench::changes);
        STEPS.put("reads", Bench::reads);
        STEPS.put("followers", Bench::followers);
        STEPS.put("once", Bench::once);
    }

    private static final int FOLLOWERS = 1_000;

    private final Path home;
    private final Path scratch;
    private final List<Figure> figures = new ArrayList<>();
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private Served server;
    private int deploys = 1_000_000;
    private List<String> only = List.of();

    private interface Step {
        void run(Bench bench) throws Exception;
    }

    private Bench(Path home) throws IOException {
        this.home = home;
        this.scratch = Files.createTempDirectory("waybill-bench.");
    }

    public static void main(String[] arguments) throws Exception {
        var names = new ArrayList<>(List.of(arguments).subList(1, arguments.length));
        var json = option(names, "--json");
        var compare = option(names, "--compare");
        var deploys = option(names, "--deploys");
        var only = option(names, "--only");
        if (!STEPS.keySet().containsAll(names)) {
            System.err.println("usage: bin/bench [--json FILE] [--compare FILE] [--deploys N] [--only READ,READ] [" + String.join(" | ", STEPS.keySet()) + " ...]");
            System.exit(2);
        }
        try (var bench = new Bench(Path.of(arguments[0]))) {
            Runtime.getRuntime().addShutdownHook(new Thread(bench::close));
            bench.deploys = deploys == null ? bench.deploys : Integer.parseInt(deploys);
            bench.only = only == null ? List.of() : List.of(only.split(","));
            bench.startServer();
            for (var step : STEPS.entrySet()) {
                if (names.isEmpty() || names.contains(step.getKey())) {
                    System.err.println("measuring " + step.getKey() + " ...");
                    step.getValue().run(bench);
                }
            }
            bench.print(compare);
            if (json != null) {
                Files.writeString(Path.of(json), JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(bench.figures));
            }
        }
        System.exit(0);
    }

    private static String option(List<String> arguments, String name) {
        var at = arguments.indexOf(name);
        if (at < 0) {
            return null;
        }
        arguments.remove(at);
        return arguments.remove(at);
    }

    // ---- what is measured

    /** Start to the first answer, against a JVM that does nothing. */
    private void start() throws Exception {
        var starts = repeated(7, () -> {
            stopServer();
            return millis(this::startServer);
        });
        var bare = repeated(7, () -> millis(() -> sh(scratch, home.resolve("bin/waybill") + " --version > /dev/null")));
        figures.add(new Figure("server start to first 200", median(starts), "ms", median(bare), "under 1500 ms"));
    }

    /** A deploy of "true" from a repository of 50 files, against its git work in a script. */
    private void small() throws Exception {
        var repository = repository("small", 50);
        app("small", repository, "date +%s%N > " + scratch + "/began");
        deployAndWait("small");
        var script = script(repository, "true");
        sh(scratch, script);
        var began = new ArrayList<Double>();
        var whole = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (var i = 0; i < 25; i++) { // by turns, so that both see the same machine
            var asked = System.currentTimeMillis();
            whole.add(millis(() -> deployAndWait("small")));
            began.add(Long.parseLong(Files.readString(scratch.resolve("began")).strip()) / 1e6 - asked);
            bare.add(millis(() -> sh(scratch, script)));
        }
        figures.add(new Figure("POST to command start, 50 files", median(began), "ms", median(bare), "-"));
        figures.add(new Figure("POST to finished, 50 files", median(whole), "ms", median(bare), "at most 2 x and 60 ms more"));
    }

    /** A repository of 20,000 files, against a plain clone and reset. */
    private void large() throws Exception {
        var repository = repository("large", 20_000);
        app("large", repository, "true");
        deployAndWait("large");
        var whole = repeated(5, () -> millis(() -> deployAndWait("large")));
        var plain = "rm -rf plain && git clone --quiet --no-checkout mirror-large plain && git -C plain reset --quiet --hard main && rm -rf plain";
        sh(scratch, "git clone --quiet --mirror " + repository + " mirror-large && " + plain);
        var bare = repeated(5, () -> millis(() -> sh(scratch, plain)));
        figures.add(new Figure("POST to finished, 20,000 files", median(whole), "ms", median(bare), "1.0 x"));
    }

    /** A million lines, every byte of them, against the same into a file. */
    private void log() throws Exception {
        var command = "seq -f '%010.0f this is a line of the log, as long as lines are wont to be, said the scribe' 1 1000000";
        app("log", repository("log", 5), command);
        var times = new ArrayList<Double>();
        for (var i = 0; i < 3; i++) {
            times.add(millis(() -> deployAndWait("log")));
        }
        var bare = repeated(3, () -> millis(() -> sh(scratch, command + " > out")));
        figures.add(new Figure("a log of a million lines", median(times), "ms", median(bare), "at most 1.5 x"));
        var stored = 0L;
        var half = "";
        var offset = 0L;
        while (true) {
            var page = get("/api/0/deploys/log/production/1/log/?offset=" + offset);
            for (var chunk : page.get("chunks")) {
                var text = half + chunk.get("text").asString();
                var end = text.lastIndexOf('\n') + 1;
                stored += text.substring(0, end).lines().filter(line -> line.endsWith("said the scribe")).count();
                half = text.substring(end);
            }
            offset = page.get("nextOffset").asLong();
            if (page.get("complete").asBoolean()) {
                break;
            }
        }
        figures.add(new Figure("lines of that log that are stored whole", stored, "lines", 1_000_000, "all (1.00 x)"));
    }

    /** How long a line takes to whoever follows. */
    private void follow() throws Exception {
        app("follow", repository("follow", 5), "for i in $(seq 200); do date +%s%N; sleep 0.02; done");
        var id = deploy("follow");
        var late = new ArrayList<Double>();
        var request = request("/api/0/deploys/" + id + "/log/stream").build();
        http.send(request, BodyHandlers.ofLines()).body().takeWhile(line -> !line.equals("event: end")).filter(line -> line.startsWith("data: ")).forEach(line -> {
            var now = System.currentTimeMillis();
            JsonMapper.shared().readTree(line.substring(6)).get("text").asString().lines()
                    .filter(text -> text.matches("[0-9]{19}"))
                    .forEach(text -> late.add(now - Long.parseLong(text) / 1e6));
        });
        late.sort(Comparator.naturalOrder());
        figures.add(new Figure("a line's way to a follower, p50", median(late), "ms", 0, "30 ms"));
        figures.add(new Figure("a line's way to a follower, p99", late.get(late.size() * 99 / 100), "ms", 0, "100 ms"));
    }

    /** Twenty apps that sleep two seconds, at once, against the same git and sleep in as many scripts. */
    private void twenty() throws Exception {
        var repository = repository("twenty", 50);
        for (var i = 0; i < 20; i++) {
            app("twenty" + i, repository, "sleep 2");
        }
        var whole = repeated(3, () -> millis(() -> allAtOnce(20, i -> deployAndWait("twenty" + i))));
        var bare = repeated(3, () -> millis(() -> allAtOnce(20, i -> sh(Files.createDirectories(scratch.resolve("app" + i)), script(repository, "sleep 2")))));
        figures.add(new Figure("20 apps x sleep 2 at once", median(whole), "ms", median(bare), "under 2600 ms"));
    }

    /** Fifty lanes at once, against the same git and sleep in as many scripts. */
    private void fifty() throws Exception {
        var repository = repository("fifty", 50);
        for (var i = 0; i < 50; i++) {
            app("fifty" + i, repository, "sleep 1");
        }
        allAtOnce(50, i -> deployAndWait("fifty" + i));
        var whole = repeated(3, () -> millis(() -> allAtOnce(50, i -> deployAndWait("fifty" + i))));
        var bare = repeated(3, () -> millis(() -> allAtOnce(50, i -> sh(Files.createDirectories(scratch.resolve("lane" + i)), script(repository, "sleep 1")))));
        figures.add(new Figure("50 lanes x sleep 1 at once", median(whole), "ms", median(bare), "at most 2 x"));
    }

    /** What a server costs that does nothing, a minute after its start. */
    private void idle() throws Exception {
        stopServer();
        startServer();
        Thread.sleep(Duration.ofSeconds(30));
        var before = server.ticks();
        Thread.sleep(Duration.ofSeconds(30));
        figures.add(new Figure("CPU of an idle server", (server.ticks() - before) / 30.0, "%", 0, "under 0.5 %"));
        figures.add(new Figure("memory of an idle server", server.residentMegabytes(), "MB", 0, "under 220 MB"));
    }

    /** What is read most, of a server that has been in use for years. */
    /** Why 500 environments wait, in each of which something is live and something waits, one after the other. */
    private void gates() throws Exception {
        var repository = repository("gates", 5);
        var environments = new TreeMap<String, Object>();
        for (var i = 0; i < 50; i++) {
            environments.put("env-%02d".formatted(i), Map.of());
        }
        for (var i = 0; i < 10; i++) {
            app("gates-" + i, repository, "true");
            send("PUT", "/api/0/apps/gates-" + i + "/", Map.of("environments", environments));
        }
        for (var number = 1; number <= 2; number++) {
            for (var i = 0; i < 500; i++) {
                send("POST", "/api/0/gates-" + i % 10 + "/deploy?env=env-%02d".formatted(i / 10), Map.of());
            }
            if (number == 1) {
                while (!get("/api/0/deploys/?status=pending&status=in_progress").isEmpty()) {
                    Thread.sleep(100);
                }
                send("PUT", "/api/0/drain/", Map.of());
            }
        }
        var each = new ArrayList<Double>();
        var all = repeated(7, () -> millis(() -> {
            for (var i = 0; i < 500; i++) {
                var path = "/api/0/apps/gates-%d/envs/env-%02d/explain/".formatted(i % 10, i / 10);
                each.add(millis(() -> get(path)));
            }
        }));
        figures.add(new Figure("all gates for one candidate", median(each), "ms", 0, "under 5 ms"));
        figures.add(new Figure("why 500 environments wait", median(all), "ms", 0, "under 1000 ms"));
        sendAll500("cancelled");
        server.send("DELETE", "/api/0/drain/", Map.of());
    }

    /** Nothing of that is in the way of what is measured next. */
    private void sendAll500(String status) throws Exception {
        for (var i = 0; i < 500; i++) {
            send("PUT", "/api/0/deploys/gates-%d/env-%02d/2/".formatted(i % 10, i / 10), Map.of("status", status));
        }
    }

    /** What lies between two commits 10,000 apart, a thousand files among it. */
    private void changes() throws Exception {
        var repository = repository("changes", 5);
        var stream = new StringBuilder();
        for (var i = 0; i < 10_000; i++) {
            var file = "file-%d %d\n".formatted(i % 1000, i);
            stream.append("commit refs/heads/main\ncommitter Ann <ann@example.com> %d +0000\ndata <<END\nChange %d (#%d)\nEND\n".formatted(1_700_000_000 + i, i, i));
            stream.append(i == 0 ? "from refs/heads/main^0\n" : "");
            stream.append("M 100644 inline dir-%d/file-%d\ndata %d\n%s\n".formatted(i % 10, i % 1000, file.length(), file));
        }
        Files.writeString(scratch.resolve("changes.import"), stream);
        app("changes", repository, "true");
        deployAndWait("changes");
        sh(repository, "git fast-import --quiet --force < " + scratch.resolve("changes.import"));
        var path = "/api/0/apps/changes/changes/?from=:production&to=%s&limit=250".formatted(headOf(repository));
        get(path);
        var bare = "git log --oneline HEAD~10000..HEAD > /dev/null && git diff --stat HEAD~10000 HEAD > /dev/null";
        figures.add(new Figure("changes of 10,000 commits", median(repeated(7, () -> millis(() -> get(path)))), "ms", median(repeated(7, () -> millis(() -> sh(repository, bare)))), "under 500 ms"));
    }

    private static String headOf(Path repository) throws Exception {
        return Files.readString(repository.resolve(".git/refs/heads/main")).strip();
    }

    private void reads() throws Exception {
        figures.addAll(Reads.measure(home, scratch.resolve("reads"), deploys, only));
    }

    /** A thousand who follow one log that grows once a second. */
    private void followers() throws Exception {
        app("followers", repository("followers", 5), "for i in $(seq 90); do echo line $i; sleep 1; done");
        var path = "/api/0/deploys/" + deploy("followers") + "/log/stream";
        try (var few = new Followers(server, path, 10)) {
            few.follow(Duration.ofSeconds(5));
        }
        var memory = server.residentMegabytes();
        try (var all = new Followers(server, path, FOLLOWERS)) {
            all.follow(Duration.ofSeconds(10));
            var before = server.ticks();
            var events = all.follow(Duration.ofSeconds(30));
            figures.add(new Figure("CPU of a core for 1,000 followers", (server.ticks() - before) / 30.0, "%", 0, "under 20 %"));
            figures.add(new Figure("memory that they take", server.residentMegabytes() - memory, "MB", 0, "under 100 MB"));
            figures.add(new Figure("events that came to each in 30 s", (double) events / FOLLOWERS, "", 30, "all (1.00 x)"));
        }
    }

    /** Fifty requests at once with one key. */
    private void once() throws Exception {
        app("once", repository("once", 5), "true");
        var ids = java.util.concurrent.ConcurrentHashMap.<String>newKeySet();
        allAtOnce(50, i -> {
            var request = request("/api/0/deploys/").header("Content-Type", "application/json").header("Idempotency-Key", "bench-once")
                    .POST(HttpRequest.BodyPublishers.ofString("{\"app\": \"once\"}")).build();
            ids.add(JsonMapper.shared().readTree(http.send(request, BodyHandlers.ofString()).body()).get("id").asString());
        });
        figures.add(new Figure("deploys of 50 POSTs with one key", ids.size(), "", 1, "one (1.00 x)"));
    }

    // ---- tools

    /** The git work of a deploy, as a person would script it, and the command. */
    private String script(Path repository, String command) {
        return """
            set -e
            [ -d mirror ] || git init -q --bare mirror
            git -C mirror fetch -q --prune --force %1$s '+refs/heads/*:refs/heads/*' '+refs/tags/*:refs/tags/*'
            git -C mirror ls-remote --symref %1$s HEAD > head
            sha=$(git -C mirror rev-parse --verify main)
            git clone -q --shared --no-checkout mirror work
            git -C work checkout -q --detach "$sha"
            (cd work && sh -c '%2$s')
            rm -rf work
            """.formatted(repository, command);
    }

    private Path repository(String name, int files) throws Exception {
        var directory = Files.createDirectories(scratch.resolve("repository-" + name));
        for (var i = 0; i < files; i++) {
            var file = directory.resolve("d%d/f%d".formatted(i % 100, i));
            Files.createDirectories(file.getParent());
            Files.writeString(file, ("line of file " + i + "\n").repeat(files > 1000 ? 700 : 20));
        }
        sh(directory, "git init -q -b main . && git add . && git -c user.name=Ann -c user.email=ann@example.com commit -q -m first");
        return directory;
    }

    private interface Work {
        void run() throws Exception;
    }

    private interface Each {
        void run(int i) throws Exception;
    }

    private static void allAtOnce(int count, Each each) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var tasks = IntStream.range(0, count).mapToObj(i -> (Callable<Void>) () -> {
                each.run(i);
                return null;
            }).toList();
            for (var done : threads.invokeAll(tasks)) {
                done.get();
            }
        }
    }

    private static double millis(Work work) throws Exception {
        var begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static List<Double> repeated(int times, Callable<Double> measured) throws Exception {
        var all = new ArrayList<Double>();
        for (var i = 0; i < times; i++) {
            all.add(measured.call());
        }
        return all;
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static void sh(Path directory, String script) throws Exception {
        var process = new ProcessBuilder("sh", "-c", script).directory(directory.toFile()).redirectErrorStream(true)
                .redirectOutput(directory.resolve("sh.out").toFile()).start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(directory.resolve("sh.out")));
        }
    }

    private void startServer() throws Exception {
        server = Served.start(home, scratch);
    }

    private void stopServer() throws InterruptedException {
        server.close();
    }

    private void app(String name, Path repository, String command) throws Exception {
        send("POST", "/api/0/apps/", Map.of("name", name, "provider", "shell", "repository", repository.toString(), "deploy", command));
    }

    private String deploy(String app) throws Exception {
        return send("POST", "/api/0/" + app + "/deploy", Map.of()).get("id").asString();
    }

    private void deployAndWait(String app) throws Exception {
        var path = "/api/0/deploys/" + deploy(app) + "/";
        http.send(request(path + "log/stream?offset=900000000").build(), BodyHandlers.discarding());
        var outcome = get(path).get("outcome").asString();
        if (!outcome.equals("succeeded")) {
            throw new IllegalStateException(app + " " + outcome + ": " + get(path));
        }
    }

    private JsonNode get(String path) throws Exception {
        return server.get(path);
    }

    private JsonNode send(String method, String path, Map<String, ?> body) throws Exception {
        return server.send(method, path, body);
    }

    private HttpRequest.Builder request(String path) throws IOException {
        return server.request(path);
    }

    private void print(String compare) throws IOException {
        var earlier = new TreeMap<String, JsonNode>();
        if (compare != null) {
            JsonMapper.shared().readTree(Files.readString(Path.of(compare))).forEach(node -> earlier.put(node.get("name").asString(), node));
        }
        System.out.printf("%-42s %12s %12s %8s  %-28s%s%n", "", "median", "bare", "ratio", "aim", compare == null ? "" : "before");
        for (var figure : figures) {
            var before = earlier.get(figure.name());
            System.out.printf(
                    "%-42s %9.1f %-2s %12s %8s  %-28s%s%n",
                    figure.name(), figure.value(), figure.unit().length() > 2 ? "" : figure.unit(),
                    figure.bare() > 0 ? "%.1f".formatted(figure.bare()) : "",
                    figure.bare() > 0 ? "%.2f x".formatted(figure.ratio()) : "",
                    figure.aim(),
                    before == null ? "" : "%.1f".formatted(before.get("value").asDouble()));
        }
    }

    @Override
    public void close() {
        try {
            if (server != null) {
                stopServer();
            }
            if (Files.exists(scratch)) {
                try (var files = Files.walk(scratch)) {
                    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
                }
            }
        } catch (IOException | InterruptedException | UncheckedIOException e) {
            System.err.println("files were left behind in " + scratch + ": " + e);
        }
    }
}
