import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Kills servers as often as was asked for, and starts them again; freezes some instead where there are several, or cuts the power. */
final class Kills {
    private final Options options;
    private final Scratch scratch;
    private final Servers servers;
    private final Diary diary;
    private final ExecutorService threads;
    private final Optional<Power> power;
    private final Random random;
    private volatile int count;

    Kills(Options options, Scratch scratch, Servers servers, Diary diary, ExecutorService threads, Optional<Power> power) {
        this.options = options;
        this.scratch = scratch;
        this.servers = servers;
        this.diary = diary;
        this.threads = threads;
        this.power = power;
        this.random = new Random(options.seed());
    }

    /** How many there were so far. */
    int count() {
        return count;
    }

    /** @param asked servers that are being asked for something */
    void killAll(BlockingQueue<Server> asked) throws Exception {
        while (count < options.kills()) {
            var moment = power.isPresent() ? Moment.ofCut(count, random) : Moment.ofKill(count, random);
            var server = await(moment, asked);
            if (canFreeze(server) && random.nextBoolean()) {
                freeze(server, moment);
            } else {
                kill(server, moment, asked);
            }
        }
        servers.awaitReady();
    }

    /** The server that it then hits. */
    private Server await(Moment moment, BlockingQueue<Server> asked) throws Exception {
        var server = servers.any(random);
        if (moment != Moment.WHILE_IT_STARTS && !server.isFrozen()) {
            server.awaitReady();
        }
        if (moment == Moment.JUST_AFTER_IT_WAS_ASKED) {
            if (servers.areMany()) {
                asked.clear(); // by now they have been answered
            }
            var one = asked.poll(1, TimeUnit.SECONDS);
            server = one == null ? server : one;
        } else if (moment == Moment.JUST_AFTER_A_COMMAND_ENDED) {
            var file = scratch.file("ended");
            var ended = Files.size(file);
            Waiting.until(Duration.ofSeconds(2), () -> Files.size(file) > ended);
        } else if (moment == Moment.IN_THE_MIDDLE_OF_A_COMMAND) {
            Waiting.until(Duration.ofSeconds(15), () -> power.orElseThrow().isInTheMiddle());
        }
        Thread.sleep(moment.delay(random));
        return server;
    }

    /** Nobody has asked for anything yet; all that there is on the disk is what a server makes of it at its first start. */
    void cutAtOnce() throws Exception {
        var server = servers.all().getFirst();
        power.orElseThrow().compareIdentity(server);
        kill(server, Moment.JUST_AFTER_IT_STARTED, new LinkedBlockingQueue<>());
    }

    private void kill(Server server, Moment moment, BlockingQueue<Server> asked) throws Exception {
        if (power.isPresent()) {
            power.get().cut(server);
            say("cut", server, moment);
        } else {
            server.kill();
            say("kill", server, moment);
        }
        Thread.sleep(random.nextInt(8) == 0 ? 2000 : random.nextInt(500));
        asked.clear();
        server.start();
    }

    /** Not all at once, since then nothing happens at all. */
    private boolean canFreeze(Server server) {
        return !server.isFrozen() && servers.all().stream().anyMatch(it -> it != server && it.isReady());
    }

    /** Goes on at once; the server does so after some seconds, or after so many that the others take it for silent. */
    private void freeze(Server server, Moment moment) throws Exception {
        var seconds = random.nextInt(4) == 0 ? 20 + random.nextInt(11) : 1 + random.nextInt(5);
        server.freeze();
        say("freeze for " + seconds + " s,", server, moment);
        threads.submit(() -> {
            Thread.sleep(Duration.ofSeconds(seconds));
            server.thaw();
            return null;
        });
    }

    private void say(String what, Server server, Moment moment) {
        count++;
        System.err.printf(
                "%s %s %d of %d, %s%s; %d accepted so far%n",
                Instant.now(), what, count, options.kills(), servers.areMany() ? server + ", " : "", moment.words(), diary.accepted().size());
    }
}
