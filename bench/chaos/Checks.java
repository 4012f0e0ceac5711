import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** What must hold afterwards. */
final class Checks {
    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(15);
    private static final byte[] OBITUARY = "Terminated\n".getBytes(StandardCharsets.UTF_8);

    private final Scratch scratch;
    private final Servers servers;
    private final Diary diary;
    private final Witness witness;
    private final Optional<Power> power;
    private final Map<String, JsonNode> byKey = new TreeMap<>();
    private long compared;
    private boolean hold = true;

    Checks(Scratch scratch, Servers servers, Diary diary, Witness witness, Optional<Power> power) {
        this.scratch = scratch;
        this.servers = servers;
        this.diary = diary;
        this.witness = witness;
        this.power = power;
    }

    /** Says what holds and what does not; false if anything does not. */
    boolean hold(Pushes pushes) throws Exception {
        var twice = new ArrayList<String>();
        var all = servers.deploys();
        for (var deploy : all.stream().filter(it -> !Pushes.isOne(it)).toList()) {
            var earlier = byKey.put(deploy.get("reason").asString(), deploy);
            if (earlier != null) {
                twice.add("%s is %s and %s".formatted(deploy.get("reason").asString(), name(earlier), name(deploy)));
            }
        }
        var missing = diary.accepted().entrySet().stream()
                .filter(it -> !byKey.containsKey(it.getKey()) || !byKey.get(it.getKey()).get("id").asString().equals(it.getValue()))
                .map(it -> "deploy %s of %s was accepted, and is not there".formatted(it.getValue(), it.getKey())).toList();
        report("accepted deploys are there", diary.accepted().size(), missing);
        report("requests made one deploy at most", diary.plans().size(), twice);
        each("deploys ended as planned", this::wrongEnd);
        each("commands ran exactly once, in their own commit", this::wrongRun);
        each("steps ran once, one after the other", this::wrongSteps);
        each("logs hold every byte once", this::wrongLog);
        checkOrder();
        if (power.isEmpty()) {
            var pushed = all.stream().filter(Pushes::isOne).toList();
            report("automatic deploys were requested once, and the newest push is live", pushed.size(), pushes.violations(pushed));
        }
        witness.hearAll();
        report("events and outcomes that were told stayed as they were", witness.told(), witness.violations());
        if (power.isPresent()) {
            checkCuts(power.get());
        }
        checkFiles();
        checkProcesses();
        System.out.printf(
                "%d accepted, %d requests without an answer, %d cancelled, %.1f MB of logs compared%n",
                diary.accepted().size(), diary.plans().size() - diary.accepted().size(), diary.cancelled().size(), compared / 1e6);
        return hold;
    }

    private interface Look {
        /** Says what is wrong; empty if nothing is. */
        String at(Plan plan, JsonNode deploy) throws Exception;
    }

    private void each(String words, Look look) throws Exception {
        var violations = new ArrayList<String>();
        for (var it : byKey.entrySet()) {
            var wrong = look.at(diary.plans().get(it.getKey()), it.getValue());
            if (!wrong.isEmpty()) {
                violations.add("%s (%s, deploy %s): %s".formatted(name(it.getValue()), it.getKey(), it.getValue().get("id").asString(), wrong));
            }
        }
        report(words, byKey.size(), violations);
    }

    private String wrongEnd(Plan plan, JsonNode deploy) {
        var outcome = outcome(deploy);
        if (isUnderWay(deploy)) {
            return "has not ended, is " + deploy.get("status").asString();
        }
        if (isCancelled(deploy)) {
            var wasAsked = diary.cancelled().contains(plan.key()) || diary.perhapsCancelled().contains(plan.key());
            return wasAsked ? "" : "is cancelled, which nobody asked for";
        }
        if (diary.cancelled().contains(plan.key())) {
            return "a cancel was answered 200, and it ended as " + outcome;
        }
        if (isBroken(plan)) {
            return outcome.equals("interrupted") ? "" : "the power went while its command ran, and it ended as " + outcome;
        }
        if (isPerhapsBroken(plan, deploy) || isTooLate(plan, deploy)) {
            return "";
        }
        return plan.ending().isShownBy(deploy) ? "" : "its command %s, and it %s: %s".formatted(plan.ending(), outcome, deploy.get("message"));
    }

    private boolean isBroken(Plan plan) {
        return power.isPresent() && power.get().hasBroken(plan);
    }

    /** When the power went, it had just ended, or was just about to begin. */
    private boolean isPerhapsBroken(Plan plan, JsonNode deploy) {
        return outcome(deploy).equals("interrupted")
                && power.isPresent() && (power.get().mayHaveBroken(plan) || scratch.runs(plan).isEmpty());
    }

    /** A server was frozen with the request in its hands, and recorded it when a newer commit was; that is superseded with good reason. */
    private boolean isTooLate(Plan plan, JsonNode deploy) {
        return outcome(deploy).equals("superseded")
                && !diary.accepted().containsKey(plan.key())
                && byKey.entrySet().stream().anyMatch(it -> {
                    var other = diary.plans().get(it.getKey());
                    return other.app().equals(plan.app())
                            && other.number() > plan.number()
                            && it.getValue().get("number").asInt() < deploy.get("number").asInt()
                            && outcome(it.getValue()).equals("succeeded");
                });
    }

    /** Whether the command may have come to nothing, or not all of its output to the log. */
    private boolean isCutShort(Plan plan, JsonNode deploy) {
        return isCancelled(deploy) || isPerhapsBroken(plan, deploy) || isTooLate(plan, deploy);
    }

    /** One that was cut short may have been so before its command began. */
    private String wrongRun(Plan plan, JsonNode deploy) {
        var runs = scratch.runs(plan);
        var expected = List.of("%s %d %s".formatted(plan.app(), deploy.get("number").asInt(), plan.key()));
        return runs.equals(expected) || runs.isEmpty() && isCutShort(plan, deploy)
                ? ""
                : "expected %s, found %s".formatted(expected, runs);
    }

    /** A command that fails is the last step. */
    private String wrongSteps(Plan plan, JsonNode deploy) {
        var ran = scratch.steps(plan);
        var expected = Burst.hasSteps(plan.app()) ? List.of("first", "last") : List.<String>of();
        var isWhole = outcome(deploy).equals("succeeded");
        return ran.equals(expected) || !isWhole && ran.size() <= expected.size() && ran.equals(expected.subList(0, ran.size()))
                ? ""
                : "expected %s, found %s".formatted(expected, ran);
    }

    private String wrongLog(Plan plan, JsonNode deploy) throws Exception {
        var response = servers.anyReady().bytes("/api/0/deploys/" + deploy.get("id").asString() + "/log/raw?origin=command");
        var found = isCutShort(plan, deploy) ? withoutObituary(response.body()) : response.body();
        var planned = plan.output();
        if (response.statusCode() != 200) {
            return "its log was answered " + response.statusCode();
        }
        var expected = isBroken(plan) || isCutShort(plan, deploy)
                ? Arrays.copyOf(planned, Math.min(found.length, planned.length))
                : planned;
        compared += expected.length;
        return Arrays.equals(found, expected)
                ? ""
                : "expected %d bytes, found %d, which differ from byte %d on"
                        .formatted(expected.length, found.length, Arrays.mismatch(expected, found));
    }

    /** A shell can live long enough to write that the program it waited for was terminated. That is output of the command, too. */
    private static byte[] withoutObituary(byte[] found) {
        var end = found.length - OBITUARY.length;
        return end >= 0 && Arrays.equals(found, end, found.length, OBITUARY, 0, OBITUARY.length)
                ? Arrays.copyOf(found, end)
                : found;
    }

    /** By the server's numbers, since a request without an answer may have been the first or the last of its burst. */
    private void checkOrder() {
        var began = new TreeMap<String, List<Integer>>();
        for (var app : Burst.apps()) {
            began.put(app, scratch.began(app));
        }
        var violations = new ArrayList<String>();
        for (var deploy : byKey.values()) {
            var number = deploy.get("number").asInt();
            var plan = diary.plans().get(deploy.get("reason").asString());
            var ofLane = began.get(plan.app());
            var late = ofLane.subList(0, Math.max(0, ofLane.indexOf(number))).stream().filter(it -> it > number).toList();
            if (outcome(deploy).equals("superseded") && !isTooLate(plan, deploy)) {
                violations.add("%s was passed: %s".formatted(name(deploy), deploy.get("message").asString()));
            } else if (!isCancelled(deploy) && !late.isEmpty()) {
                violations.add("%s began after %s of its lane".formatted(name(deploy), late));
            }
        }
        report("lanes ran their deploys in the order of requests", byKey.size(), violations);
    }

    private void checkCuts(Power power) throws IOException {
        power.compareIdentity(servers.all().getFirst());
        report("the server has the identity and the token of its first start", power.cuts(), power.violations());
        var unbegun = new TreeMap<String, Integer>();
        for (var deploy : byKey.values()) {
            var plan = diary.plans().get(deploy.get("reason").asString());
            if (outcome(deploy).equals("interrupted") && scratch.runs(plan).isEmpty()) {
                unbegun.merge(plan.app(), 1, Integer::sum);
            }
        }
        var violations = unbegun.entrySet().stream()
                .filter(it -> it.getValue() > power.cuts())
                .map(it -> "%d of %s were interrupted before they began".formatted(it.getValue(), it.getKey())).toList();
        report("cuts ended no more than one deploy of a lane", Burst.apps().size(), violations);
        System.out.printf("       %d of %d cuts came in the middle of commands%n", power.cutsInTheMiddle(), power.cuts());
    }

    private void checkFiles() throws Exception {
        var violations = scratch.overlaps().stream().map(it -> it + " ran beside another of its app").toList();
        report("commands had their lane to themselves", byKey.size(), violations);
        Waiting.until(REMOVAL_LIMIT, () -> leftFiles().isEmpty());
        report("deploys left no directory behind", byKey.size(), leftFiles());
    }

    private List<String> leftFiles() throws IOException {
        var left = new ArrayList<String>();
        for (var server : servers.all()) {
            for (var name : List.of("runs", "workspaces")) {
                try (var files = Files.list(server.file(name))) {
                    files.forEach(file -> left.add(file.toString()));
                }
            }
        }
        return left;
    }

    private void checkProcesses() {
        var violations = new ArrayList<String>();
        var left = Processes.ofRuns(scratch.path());
        left.forEach((process, key) -> {
            if (!byKey.containsKey(key) || !isLeftDeliberately(diary.plans().get(key), byKey.get(key))) {
                violations.add("process %d of %s lives: %s".formatted(process.pid(), key, process.info().commandLine().orElse("?")));
            }
        });
        byKey.forEach((key, deploy) -> {
            if (power.isEmpty() && isLeftDeliberately(diary.plans().get(key), deploy) && !left.containsValue(key)) {
                violations.add("what %s (%s) left running was ended".formatted(name(deploy), key));
            }
        });
        report("deploys left no process but those they meant to", byKey.size(), violations);
    }

    private static boolean isLeftDeliberately(Plan plan, JsonNode deploy) {
        return plan.ending() == Ending.LEAVES && outcome(deploy).equals("succeeded");
    }

    /** @param looks how often it was looked whether that holds */
    private void report(String words, int looks, List<String> violations) {
        hold &= violations.isEmpty();
        System.out.printf("%-6s %d of %d %s%n", violations.isEmpty() ? "ok" : "FAILED", Math.max(0, looks - violations.size()), looks, words);
        violations.forEach(violation -> System.out.println("         " + violation));
    }

    // ---- deploys

    private static String name(JsonNode deploy) {
        return deploy.get("name").asString();
    }

    static boolean isUnderWay(JsonNode deploy) {
        return deploy.get("outcome").isNull();
    }

    /** Empty while it is under way. */
    private static String outcome(JsonNode deploy) {
        return deploy.get("outcome").asString("");
    }

    private static boolean isCancelled(JsonNode deploy) {
        return outcome(deploy).equals("cancelled");
    }
}
