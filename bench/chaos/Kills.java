import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** Kills the server as often as was asked for, and starts it again. */
final class Kills {
    private final Options options;
    private final Scratch scratch;
    private final Server server;
    private final Diary diary;
    private final Random random;
    private volatile int count;

    Kills(Options options, Scratch scratch, Server server, Diary diary) {
        this.options = options;
        this.scratch = scratch;
        this.server = server;
        this.diary = diary;
        this.random = new Random(options.seed());
    }

    /** How many there were so far. */
    int count() {
        return count;
    }

    /** @param asked servers that are being asked for something */
    void killAll(BlockingQueue<Server> asked) throws Exception {
        while (count < options.kills()) {
            var moment = Moment.of(random);
            await(moment, asked);
            server.kill();
            count++;
            System.err.printf(
                    "%s kill %d of %d, %s; %d accepted so far%n",
                    Instant.now(), count, options.kills(), moment.words(), diary.accepted().size());
            Thread.sleep(random.nextInt(8) == 0 ? 2000 : random.nextInt(500));
            asked.clear();
            server.start();
        }
        server.awaitReady();
    }

    private void await(Moment moment, BlockingQueue<Server> asked) throws Exception {
        if (moment != Moment.WHILE_IT_STARTS) {
            server.awaitReady();
        }
        if (moment == Moment.JUST_AFTER_IT_WAS_ASKED) {
            asked.poll(1, TimeUnit.SECONDS);
        } else if (moment == Moment.JUST_AFTER_A_COMMAND_ENDED) {
            var file = scratch.file("ended");
            var ended = Files.size(file);
            Waiting.until(Duration.ofSeconds(2), () -> Files.size(file) > ended);
        }
        Thread.sleep(moment.delay(random));
    }
}
