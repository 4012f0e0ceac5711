import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Kills the real server with SIGKILL, again and again, while deploys are asked for, wait, run and are cancelled; then checks that
 * each came to the end that was planned for it, ran once, and has every byte in its log. bin/chaos runs this file as it is.
 */
final class Chaos implements AutoCloseable {
    private static final String USAGE = """
            usage: bin/chaos [--kills N] [--deploys N] [--seed N] [--database JDBC_URL]

              --kills N            how often the server is killed; default 20
              --deploys N          how many deploys it must accept meanwhile; default 20
              --seed N             the same plan again; times differ all the same. Default: any, and printed
              --database JDBC_URL  an empty database; default: the embedded one

                   bin/chaos --simulate N [--seed N]

              N random schedules of simulated time, processes and crashes instead
            """;
    private static final int APPS = 5;
    private static final Duration START_LIMIT = Duration.ofSeconds(60);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(15);

    /** What was asked for on the command line. */
    record Options(int kills, int deploys, long seed, String database) {
        /** @throws IllegalArgumentException saying which argument is wrong */
        static Options parse(List<String> arguments) {
            var values = new HashMap<>(Map.of("--kills", "20", "--deploys", "20", "--seed", "" + new Random().nextInt(1_000_000), "--database", ""));
            for (var left = arguments.iterator(); left.hasNext(); ) {
                var name = left.next();
                if (!values.containsKey(name)) {
                    throw new IllegalArgumentException("unknown option " + name);
                }
                if (!left.hasNext()) {
                    throw new IllegalArgumentException(name + " needs a value");
                }
                values.put(name, left.next());
            }
            return new Options(
                    Integer.parseUnsignedInt(values.get("--kills")), Integer.parseUnsignedInt(values.get("--deploys")),
                    Long.parseLong(values.get("--seed")), values.get("--database"));
        }
    }

    /** How a command ends, and what the deploy then says. */
    enum Ending {
        SUCCEEDS,
        /** Something goes on running that holds the output open, which is the command's good right. */
        LEAVES,
        FAILS,
        IS_KILLED;

        boolean isShownBy(JsonNode deploy) {
            var outcome = deploy.get("outcome").asString();
            var message = deploy.get("message").asString();
            return switch (this) {
                case SUCCEEDS, LEAVES -> outcome.equals("succeeded");
                case FAILS -> outcome.equals("failed") && message.contains("exit code 3");
                case IS_KILLED -> outcome.equals("failed") && message.contains("signal 9");
            };
        }
    }

    /**
     * What one deploy does, settled by seed and number before it is asked for.
     *
     * @param pieces lines of {@code OFFSET LENGTH PAUSE}: how the command writes its output
     * @param cancelAfter milliseconds after its request was answered; negative for never
     */
    record Plan(long seed, int number, String app, String pieces, Ending ending, int cancelAfter) {
        static Plan of(long seed, int number) {
            var random = new Random(seed * 1_000_003 + number);
            return new Plan(
                    seed,
                    number,
                    "app" + (1 + random.nextInt(APPS)),
                    pieces(random, output(seed, number).length),
                    Ending.values()[Math.max(0, random.nextInt(7) - 3)],
                    random.nextInt(4) == 0 ? random.nextInt(2000) : -1);
        }

        /** Names it here and, as its reason, in the server. */
        String key() {
            return "k%05d".formatted(number);
        }

        /** All that the command writes; made anew each time, since there may be much of it. */
        byte[] output() {
            return output(seed, number);
        }

        private static byte[] output(long seed, int number) {
            var random = new Random(seed * 7_000_003 + number);
            var bytes = new ByteArrayOutputStream();
            for (var parts = 2 + random.nextInt(6); parts > 0; parts--) {
                bytes.writeBytes(switch (random.nextInt(5)) {
                    case 0 -> noise(random, random.nextInt(3000));
                    case 1 -> new byte[1 + random.nextInt(300)];
                    case 2 -> text("x".repeat(random.nextInt(100_000)) + "\n");
                    case 3 -> random.nextBoolean() ? noise(random, 1 << 20) : text("\r\n\r");
                    default -> lines(number, 1 + random.nextInt(200));
                });
            }
            bytes.writeBytes(text(random.nextBoolean() ? "the last line\n" : "no newline at the end: \u20ac"));
            return bytes.toByteArray();
        }

        private static byte[] noise(Random random, int length) {
            var bytes = new byte[length];
            random.nextBytes(bytes);
            return bytes;
        }

        private static byte[] lines(int number, int count) {
            var lines = new StringBuilder();
            for (var line = 1; line <= count; line++) {
                lines.append("deploy %d line %d \u00e9\u20ac\uD83D\uDE80%n".formatted(number, line));
            }
            return text(lines.toString());
        }

        private static byte[] text(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }

        /** Cut anywhere, also within a character. */
        private static String pieces(Random random, int length) {
            var cuts = Stream.concat(Stream.of(0, length), random.ints(random.nextInt(25), 0, length).boxed()).sorted().toList();
            var pieces = new StringBuilder();
            for (var i = 1; i < cuts.size(); i++) {
                var pause = random.nextBoolean() ? random.nextInt(500) / 1000.0 : 0;
                pieces.append(String.format(Locale.ROOT, "%d %d %.3f\n", cuts.get(i - 1), cuts.get(i) - cuts.get(i - 1), pause));
            }
            return pieces.toString();
        }
    }

    /** In the repository. What it writes to files lies outside of all that the server knows. */
    private static final String SCRIPT = """
            key=$WAYBILL_PARAM_KEY
            read -r committed < committed
            cd "$CHAOS" || exit 99
            echo "$WAYBILL_APP $WAYBILL_NUMBER $committed" >> "ran/$key"
            exec 9>> "lanes/$WAYBILL_APP"
            flock -n 9 || echo "$key" >> overlaps
            while read -r offset length pause; do
                dd if="output/$key" iflag=skip_bytes,count_bytes skip="$offset" count="$length" bs=64k status=none
                [ "$pause" = 0.000 ] || sleep "$pause"
            done < "pieces/$key"
            echo "$key" >> ended
            case $WAYBILL_PARAM_ENDING in
                LEAVES) sleep 3600 9>&- & ;;
                FAILS) exit 3 ;;
                IS_KILLED) kill -KILL $$ ;;
            esac
            """;

    /** A branch for each deploy, so that its commit is known even if the server looks for it later. */
    private static final String COMMIT = """
            git checkout -q -b %1$s && echo %1$s > committed && git add . && git -c user.name=Ann -c user.email=ann@example.com commit -q -m %1$s
            """;

    /** When a kill comes. */
    enum Moment {
        AT_ANY_TIME,
        /** Or after a cancel was. */
        JUST_AFTER_IT_WAS_ASKED,
        JUST_AFTER_A_COMMAND_ENDED,
        JUST_AFTER_IT_STARTED,
        WHILE_IT_STARTS;

        private static final List<Moment> DICE = List.of(
                AT_ANY_TIME, AT_ANY_TIME, JUST_AFTER_IT_WAS_ASKED, JUST_AFTER_IT_WAS_ASKED, JUST_AFTER_IT_WAS_ASKED,
                JUST_AFTER_A_COMMAND_ENDED, JUST_AFTER_A_COMMAND_ENDED, JUST_AFTER_IT_STARTED, WHILE_IT_STARTS);

        String words() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }

        static Moment of(Random random) {
            return DICE.get(random.nextInt(DICE.size()));
        }
    }

    private final Path home;
    private final Options options;
    private final Path scratch;
    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(REQUEST_LIMIT).build();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore asked = new Semaphore(0);
    private final Map<String, Plan> plans = new ConcurrentHashMap<>();
    private final Map<String, String> accepted = new ConcurrentHashMap<>();
    private final Set<String> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<String> perhapsCancelled = ConcurrentHashMap.newKeySet();
    private final List<Future<?>> cancellers = new ArrayList<>();
    private volatile int kills;
    private volatile boolean isReady;
    private volatile Process server;
    private volatile String url;
    private volatile String token;
    private long compared;
    private boolean isClosed;
    private boolean holds = true;
    private boolean isWhole;

    private Chaos(Path home, Options options) throws IOException {
        this.home = home;
        this.options = options;
        this.scratch = Files.createTempDirectory("waybill-chaos.");
    }

    public static void main(String[] arguments) throws Exception {
        var given = List.of(arguments).subList(1, arguments.length);
        if (given.contains("-h") || given.contains("--help")) {
            System.out.print(USAGE);
            return;
        }
        Options options;
        try {
            options = Options.parse(given);
        } catch (IllegalArgumentException e) {
            System.err.println(e.getMessage());
            System.err.print(USAGE);
            System.exit(2);
            return;
        }
        System.exit(run(Path.of(arguments[0]), options) ? 0 : 1);
    }

    private static boolean run(Path home, Options options) {
        System.out.printf("seed %d, %d kills, %d deploys%n", options.seed(), options.kills(), options.deploys());
        try (var chaos = new Chaos(home, options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(chaos::close));
            chaos.wreak();
            chaos.check();
            return chaos.holds;
        } catch (Exception e) {
            System.out.println("FAILED, since it could not be brought to an end: " + e);
            return false;
        }
    }

    // ---- what happens to the server

    private void wreak() throws Exception {
        makeFiles();
        startServer();
        awaitReady();
        for (var i = 1; i <= APPS; i++) {
            var settings = Map.of(
                    "name", "app" + i, "provider", "shell", "repository", scratch.resolve("repository").toString(),
                    "deploy", "exec sh ./deploy.sh", "variables", Map.of("CHAOS", scratch.toString()));
            expect(201, send("POST", "/api/0/apps/", settings));
        }
        var requester = threads.submit((Callable<Void>) this::requestAll);
        killAll();
        var limit = Duration.ofSeconds(60).plus(Duration.ofSeconds(5).multipliedBy(options.deploys()));
        requester.get(limit.toSeconds(), TimeUnit.SECONDS);
        for (var canceller : cancellers) {
            canceller.get(limit.toSeconds(), TimeUnit.SECONDS);
        }
        System.err.println("all is asked for; waiting for the end of what runs ...");
        awaitTrue(limit, () -> deploys().stream().noneMatch(Chaos::isUnderWay));
    }

    private void makeFiles() throws Exception {
        for (var name : List.of("repository", "ran", "lanes", "output", "pieces")) {
            Files.createDirectories(scratch.resolve(name));
        }
        Files.createFile(scratch.resolve("ended"));
        Files.writeString(scratch.resolve("repository/deploy.sh"), SCRIPT);
        git("git init -q -b main .");
    }

    private void git(String script) throws Exception {
        var git = new ProcessBuilder("sh", "-c", script).directory(scratch.resolve("repository").toFile()).inheritIO().start();
        if (git.waitFor() != 0) {
            throw new IOException("this failed: " + script);
        }
    }

    private void killAll() throws Exception {
        var random = new Random(options.seed());
        while (kills < options.kills()) {
            var moment = Moment.of(random);
            await(moment, random);
            isReady = false;
            requireAlive();
            server.destroyForcibly().waitFor();
            kills++;
            System.err.printf("%s kill %d of %d, %s; %d accepted so far%n", Instant.now(), kills, options.kills(), moment.words(), accepted.size());
            Thread.sleep(random.nextInt(8) == 0 ? 2000 : random.nextInt(500));
            asked.drainPermits();
            startServer();
        }
        awaitReady();
    }

    private void await(Moment moment, Random random) throws Exception {
        if (moment != Moment.WHILE_IT_STARTS) {
            awaitReady();
        }
        if (moment == Moment.JUST_AFTER_IT_WAS_ASKED) {
            asked.tryAcquire(1, TimeUnit.SECONDS);
        } else if (moment == Moment.JUST_AFTER_A_COMMAND_ENDED) {
            var ended = Files.size(scratch.resolve("ended"));
            awaitTrue(Duration.ofSeconds(2), () -> Files.size(scratch.resolve("ended")) > ended);
        }
        Thread.sleep(switch (moment) {
            case AT_ANY_TIME -> random.nextInt(2000);
            case JUST_AFTER_IT_WAS_ASKED -> random.nextInt(random.nextBoolean() ? 30 : 500);
            case JUST_AFTER_A_COMMAND_ENDED, JUST_AFTER_IT_STARTED -> random.nextInt(60);
            case WHILE_IT_STARTS -> random.nextInt(1200);
        });
    }

    /** Asks for deploys, as many between two kills as between any other two, until enough are accepted. */
    private Void requestAll() throws Exception {
        var random = new Random(options.seed() + 1);
        for (var number = 1; accepted.size() < options.deploys(); number++) {
            var plan = Plan.of(options.seed(), number);
            Files.write(scratch.resolve("output/" + plan.key()), plan.output());
            Files.writeString(scratch.resolve("pieces/" + plan.key()), plan.pieces());
            git(COMMIT.formatted(plan.key()));
            plans.put(plan.key(), plan);
            awaitTurn();
            Thread.sleep(random.nextBoolean() ? 0 : random.nextInt(300));
            awaitTurn();
            asked.release();
            request(plan);
        }
        return null;
    }

    /** In the time of each kill there are so many; those that were lost are made up for. */
    private void awaitTurn() throws InterruptedException {
        while (!isReady || kills < options.kills() && (long) accepted.size() * options.kills() >= options.deploys() * (kills + 1L)) {
            Thread.sleep(5);
        }
    }

    /** A request whose answer is lost is neither accepted nor refused; the deploy may be there or not. */
    private void request(Plan plan) throws Exception {
        var params = Map.of("key", plan.key(), "ending", plan.ending().name());
        var body = Map.of("app", plan.app(), "ref", plan.key(), "reason", plan.key(), "params", params);
        try {
            accepted.put(plan.key(), expect(201, send("POST", "/api/0/deploys/", body)).get("id").asString());
        } catch (IOException e) {
            return;
        }
        if (plan.cancelAfter() >= 0) {
            cancellers.add(threads.submit(() -> cancel(plan)));
        }
    }

    /** Asks until there is an answer. */
    private Void cancel(Plan plan) throws Exception {
        Thread.sleep(plan.cancelAfter());
        while (true) {
            asked.release();
            try {
                var status = send("PUT", "/api/0/deploys/" + accepted.get(plan.key()) + "/", Map.of("status", "cancelled")).statusCode();
                if (status == 200) {
                    cancelled.add(plan.key());
                }
                if (status == 200 || status == 409) {
                    return null;
                }
                throw new IllegalStateException("a cancel of " + plan.key() + " was answered " + status);
            } catch (IOException e) {
                perhapsCancelled.add(plan.key());
                Thread.sleep(50);
            }
        }
    }

    // ---- what must hold afterwards

    private void check() throws Exception {
        var byKey = new TreeMap<String, JsonNode>();
        var twice = new ArrayList<String>();
        for (var deploy : deploys()) {
            var earlier = byKey.put(deploy.get("reason").asString(), deploy);
            if (earlier != null) {
                twice.add("%s is %s and %s".formatted(deploy.get("reason").asString(), name(earlier), name(deploy)));
            }
        }
        var missing = accepted.entrySet().stream()
                .filter(it -> !byKey.containsKey(it.getKey()) || !byKey.get(it.getKey()).get("id").asString().equals(it.getValue()))
                .map(it -> "deploy %s of %s was accepted, and is not there".formatted(it.getValue(), it.getKey())).toList();
        report("accepted deploys are there", accepted.size(), missing);
        report("requests made one deploy at most", plans.size(), twice);
        each("deploys ended as planned", byKey, this::wrongEnd);
        each("commands ran exactly once, in their own commit", byKey, this::wrongRun);
        each("logs hold every byte once", byKey, this::wrongLog);
        checkFiles(byKey.size());
        checkProcesses(byKey);
        System.out.printf(
                "%d kills, %d accepted, %d requests without an answer, %d cancelled, %.1f MB of logs compared%n",
                kills, accepted.size(), plans.size() - accepted.size(), cancelled.size(), compared / 1e6);
        isWhole = true;
    }

    private interface Look {
        /** Says what is wrong; empty if nothing is. */
        String at(Plan plan, JsonNode deploy) throws Exception;
    }

    private void each(String words, Map<String, JsonNode> byKey, Look look) throws Exception {
        var violations = new ArrayList<String>();
        for (var it : byKey.entrySet()) {
            var wrong = look.at(plans.get(it.getKey()), it.getValue());
            if (!wrong.isEmpty()) {
                violations.add("%s (%s, deploy %s): %s".formatted(name(it.getValue()), it.getKey(), it.getValue().get("id").asString(), wrong));
            }
        }
        report(words, byKey.size(), violations);
    }

    private String wrongEnd(Plan plan, JsonNode deploy) {
        var outcome = deploy.get("outcome").asString();
        if (isUnderWay(deploy)) {
            return "has not ended, is " + deploy.get("status").asString();
        }
        if (outcome.equals("cancelled")) {
            return cancelled.contains(plan.key()) || perhapsCancelled.contains(plan.key()) ? "" : "is cancelled, which nobody asked for";
        }
        if (cancelled.contains(plan.key())) {
            return "a cancel was answered 200, and it ended as " + outcome;
        }
        return plan.ending().isShownBy(deploy) ? "" : "its command %s, and it %s: %s".formatted(plan.ending(), outcome, deploy.get("message"));
    }

    /** One that was cancelled may have been so before its command began. */
    private String wrongRun(Plan plan, JsonNode deploy) throws IOException {
        var file = scratch.resolve("ran/" + plan.key());
        var runs = Files.exists(file) ? Files.readAllLines(file) : List.<String>of();
        var expected = List.of("%s %d %s".formatted(plan.app(), deploy.get("number").asInt(), plan.key()));
        return runs.equals(expected) || runs.isEmpty() && isCancelled(deploy) ? "" : "expected %s, found %s".formatted(expected, runs);
    }

    private String wrongLog(Plan plan, JsonNode deploy) throws Exception {
        var request = request("/api/0/deploys/" + deploy.get("id").asString() + "/log/raw?origin=command").build();
        var response = http.send(request, BodyHandlers.ofByteArray());
        var found = response.body();
        var planned = plan.output();
        if (response.statusCode() != 200) {
            return "its log was answered " + response.statusCode();
        }
        var expected = isCancelled(deploy) ? Arrays.copyOf(planned, Math.min(found.length, planned.length)) : planned;
        compared += expected.length;
        return Arrays.equals(found, expected)
                ? ""
                : "expected %d bytes, found %d, which differ from byte %d on"
                        .formatted(expected.length, found.length, Arrays.mismatch(expected, found));
    }

    private void checkFiles(int deploys) throws Exception {
        var overlaps = scratch.resolve("overlaps");
        var keys = Files.exists(overlaps) ? Files.readAllLines(overlaps) : List.<String>of();
        report("commands had their lane to themselves", deploys, keys.stream().map(it -> it + " ran beside another of its app").toList());
        awaitTrue(REMOVAL_LIMIT, () -> leftFiles().isEmpty());
        report("deploys left no directory behind", deploys, leftFiles());
    }

    private List<String> leftFiles() throws IOException {
        var left = new ArrayList<String>();
        for (var name : List.of("data/runs", "data/workspaces")) {
            try (var files = Files.list(scratch.resolve(name))) {
                files.forEach(file -> left.add(file.toString()));
            }
        }
        return left;
    }

    private void checkProcesses(Map<String, JsonNode> byKey) {
        var violations = new ArrayList<String>();
        var left = processes();
        left.forEach((process, key) -> {
            if (!byKey.containsKey(key) || !isLeftDeliberately(plans.get(key), byKey.get(key))) {
                violations.add("process %d of %s lives: %s".formatted(process.pid(), key, process.info().commandLine().orElse("?")));
            }
        });
        byKey.forEach((key, deploy) -> {
            if (isLeftDeliberately(plans.get(key), deploy) && !left.containsValue(key)) {
                violations.add("what %s (%s) left running was ended".formatted(name(deploy), key));
            }
        });
        report("deploys left no process but those they meant to", byKey.size(), violations);
    }

    private static boolean isLeftDeliberately(Plan plan, JsonNode deploy) {
        return plan.ending() == Ending.LEAVES && !isCancelled(deploy);
    }

    /** @param looks how often it was looked whether that holds */
    private void report(String words, int looks, List<String> violations) {
        holds &= violations.isEmpty();
        System.out.printf("%-6s %d of %d %s%n", violations.isEmpty() ? "ok" : "FAILED", Math.max(0, looks - violations.size()), looks, words);
        violations.forEach(violation -> System.out.println("         " + violation));
    }

    // ---- the server

    private synchronized void startServer() throws Exception {
        if (isClosed) {
            throw new IllegalStateException("it was broken off");
        }
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        url = "http://127.0.0.1:" + port;
        var program = home.resolve("bin/waybill").toString();
        var command = new ArrayList<>(List.of(program, "server", "--data", scratch.resolve("data").toString(), "--port", "" + port));
        if (!options.database().isEmpty()) {
            command.addAll(List.of("--database", options.database()));
        }
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(scratch.resolve("server.log").toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("WAYBILL_"));
        server = builder.start();
    }

    private void awaitReady() throws Exception {
        var answers = awaitTrue(START_LIMIT, () -> {
            requireAlive();
            return isAnswering();
        });
        if (!answers) {
            throw new IllegalStateException("the server was not ready within " + START_LIMIT.toSeconds() + " s");
        }
        token = Files.readString(scratch.resolve("data/admin-token")).strip();
        isReady = true;
    }

    private void requireAlive() {
        if (!server.isAlive()) {
            throw new IllegalStateException("the server ended by itself with " + server.exitValue() + "; server.log says why");
        }
    }

    private boolean isAnswering() throws Exception {
        try {
            return http.send(request("/readyz").build(), BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private List<JsonNode> deploys() throws Exception {
        var all = new ArrayList<JsonNode>();
        var next = "/api/0/deploys/?limit=100";
        while (next != null) {
            var response = http.send(request(next).build(), BodyHandlers.ofString());
            expect(200, response).forEach(all::add);
            next = response.headers().firstValue("Link").map(link -> link.replaceFirst("<https?://[^/]*(.*)>.*", "$1")).orElse(null);
        }
        return all;
    }

    private HttpResponse<String> send(String method, String path, Map<String, ?> body) throws Exception {
        var json = BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body));
        return http.send(request(path).header("Content-Type", "application/json").method(method, json).build(), BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(REQUEST_LIMIT).header("Authorization", "Bearer " + token);
    }

    private static JsonNode expect(int status, HttpResponse<String> response) {
        if (response.statusCode() != status) {
            throw new IllegalStateException("%s was answered %d: %s".formatted(response.request(), response.statusCode(), response.body()));
        }
        return JsonMapper.shared().readTree(response.body());
    }

    // ---- deploys, processes and files

    private static String name(JsonNode deploy) {
        return deploy.get("name").asString();
    }

    private static boolean isUnderWay(JsonNode deploy) {
        return deploy.get("outcome").isNull();
    }

    private static boolean isCancelled(JsonNode deploy) {
        return deploy.get("outcome").asString().equals("cancelled");
    }

    /** False if it is not so within the limit. */
    private static boolean awaitTrue(Duration limit, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }

    /** Those that runs of this scratch directory have begun and that live, with the keys of their deploys. */
    private Map<ProcessHandle, String> processes() {
        var home = Pattern.compile("\0HOME=" + Pattern.quote(scratch.resolve("data/runs") + "/"));
        var key = Pattern.compile("\0WAYBILL_PARAM_KEY=([^\0]*)");
        var found = new HashMap<ProcessHandle, String>();
        ProcessHandle.allProcesses().forEach(process -> {
            var environment = environment(process);
            if (home.matcher(environment).find()) {
                found.put(process, key.matcher(environment).results().map(it -> it.group(1)).findFirst().orElse("no deploy"));
            }
        });
        return found;
    }

    /** With a NUL before each variable; empty if it has ended, or is somebody else's. */
    private static String environment(ProcessHandle process) {
        try {
            return "\0" + Files.readString(Path.of("/proc", "" + process.pid(), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    private static void delete(Path directory) {
        try (var files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            System.err.println("files were left behind in " + directory + ": " + e);
        }
    }

    /** Ends the server and whatever of its runs lives. The files stay if something does not hold. */
    @Override
    public synchronized void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        threads.shutdownNow();
        if (server != null) {
            server.destroyForcibly();
        }
        for (var left = processes(); !left.isEmpty(); left = processes()) {
            left.keySet().forEach(ProcessHandle::destroyForcibly);
        }
        if (isWhole && holds) {
            delete(scratch);
        } else {
            System.out.printf("seed %d; server.log, data and all else are kept in %s%n", options.seed(), scratch);
        }
    }
}
