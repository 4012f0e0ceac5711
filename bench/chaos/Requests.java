import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;

/** Asks for deploys and cancels while servers come and go. */
final class Requests {
    private final Options options;
    private final Scratch scratch;
    private final Servers servers;
    private final Diary diary;
    private final ExecutorService threads;
    private final IntSupplier kills;
    private final BlockingQueue<Server> asked = new LinkedBlockingQueue<>();
    private final Queue<Future<?>> cancellers = new ConcurrentLinkedQueue<>();

    /** @param kills how many there were so far */
    public Requests(Options options, Scratch scratch, Servers servers, Diary diary, ExecutorService threads, IntSupplier kills) {
        this.options = options;
        this.scratch = scratch;
        this.servers = servers;
        this.diary = diary;
        this.threads = threads;
        this.kills = kills;
    }

    /** Those that are being asked right now; for whoever wants to kill one at that. */
    BlockingQueue<Server> asked() {
        return asked;
    }

    /** Asks for deploys, as many between two kills as between any other two, until enough are accepted. */
    Void askAll() throws Exception {
        var random = new Random(options.seed() + 1);
        for (var burst = Burst.first(options.seed()); diary.accepted().size() < options.deploys(); burst = burst.next()) {
            for (var plan : burst.plans()) {
                scratch.prepare(plan);
                diary.plans().put(plan.key(), plan);
            }
            awaitTurn();
            Thread.sleep(random.nextBoolean() ? 0 : random.nextInt(300));
            var gap = burst.gap();
            var lanes = burst.lanes().stream().map(plans -> threads.submit((Callable<Void>) () -> askInOrder(plans, gap))).toList();
            for (var lane : lanes) {
                lane.get();
            }
        }
        return null;
    }

    /** In the time of each kill there are so many; those that were lost are made up for. */
    private void awaitTurn() throws InterruptedException {
        while (kills.getAsInt() < options.kills()
                && (long) diary.accepted().size() * options.kills() >= options.deploys() * (kills.getAsInt() + 1L)) {
            Thread.sleep(5);
        }
    }

    private Void askInOrder(List<Plan> plans, int gap) throws Exception {
        for (var plan : plans) {
            var server = servers.anyReady();
            asked.add(server);
            ask(server, plan);
            Thread.sleep(gap);
        }
        return null;
    }

    /** A request whose answer is lost is neither accepted nor refused; the deploy may be there or not. */
    private void ask(Server server, Plan plan) throws InterruptedException {
        var params = Map.of("key", plan.key(), "ending", plan.ending().name());
        var body = Map.of("app", plan.app(), "ref", plan.key(), "reason", plan.key(), "params", params);
        try {
            var answer = server.send("POST", "/api/0/deploys/", body);
            if (isUnanswered(answer.statusCode())) {
                return;
            }
            diary.accepted().put(plan.key(), Server.expect(201, answer).get("id").asString());
        } catch (IOException e) {
            return;
        }
        if (plan.cancelAfter() >= 0) {
            cancellers.add(threads.submit(() -> cancel(plan)));
        }
    }

    /** Where several share a database, one that was frozen with something in its hands lets the others wait, which then say so. */
    private boolean isUnanswered(int status) {
        return status == 503 && servers.areMany();
    }

    /** Asks until there is an answer, one server or another. */
    private Void cancel(Plan plan) throws InterruptedException {
        Thread.sleep(plan.cancelAfter());
        var path = "/api/0/deploys/" + diary.accepted().get(plan.key()) + "/";
        while (true) {
            var server = servers.anyReady();
            asked.add(server);
            try {
                var status = server.send("PUT", path, Map.of("status", "cancelled")).statusCode();
                if (status == 200) {
                    diary.cancelled().add(plan.key());
                }
                if (status == 200 || status == 409) {
                    return null;
                }
                if (!isUnanswered(status)) {
                    throw new IllegalStateException("a cancel of " + plan.key() + " was answered " + status);
                }
            } catch (IOException e) {
                diary.perhapsCancelled().add(plan.key());
            }
            Thread.sleep(50);
        }
    }

    /** Once all deploys are asked for. */
    void awaitCancels(long seconds) throws Exception {
        for (var canceller : cancellers) {
            canceller.get(seconds, TimeUnit.SECONDS);
        }
    }
}
