package dev.waybill.simulation;

import static org.assertj.core.api.Assertions.fail;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.waybill.vcs.git.Git;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * Random schedules; each class plays a third of them, so that they are played beside each other. A failure names its seed, and
 * {@code bin/chaos --simulate 1 --seed N} repeats it.
 */
abstract class SimulationContract {
    private static final long SCHEDULES = Integer.getInteger("waybill.schedules", 60);
    private static final long SEED = Long.getLong("waybill.seed", 1);

    private static final int ON_ONE_DATABASE = 50;

    /** In memory, where the machine has that: nothing here is worth a wait for a disk. */
    @TempDir(factory = InMemory.class)
    Path directory;

    private final Logger log = (Logger) LoggerFactory.getLogger("dev.waybill");
    private final Level level = log.getLevel();

    @BeforeEach
    void silence() {
        if (!Boolean.getBoolean("waybill.loud")) {
            log.setLevel(Level.OFF);
        }
    }

    @AfterEach
    void speak() {
        log.setLevel(level);
    }

    /** Which third of the schedules is played: 0, 1 or 2. */
    abstract int third();

    @Test
    @Timeout(value = 1, unit = TimeUnit.DAYS)
    void promises_areKept_whateverHappens() throws Exception {
        var git = Git.open(directory.resolve("git"));
        var begin = SEED + SCHEDULES * third() / 3;
        var end = SEED + SCHEDULES * (third() + 1L) / 3;
        for (var first = begin; first < end; first += ON_ONE_DATABASE) {
            var next = Math.min(first + ON_ONE_DATABASE, end);
            var database = directory.resolve("worlds-%d.db".formatted(first));
            try (var stage = new Stage(database)) {
                for (var seed = first; seed < next; seed++) {
                    play(seed, stage, git);
                }
            }
            Files.delete(database);
            if ((next - begin) % 1_000 == 0) {
                System.err.println("%,d of %,d schedules".formatted(next - begin, end - begin));
            }
        }
    }

    private void play(long seed, Stage stage, Git git) throws Exception {
        try (var simulation = new Simulation(seed, stage, directory.resolve("hosts"), git)) {
            simulation.run();
        } catch (AssertionError | RuntimeException e) {
            fail(
                    "seed %d, repeat it with bin/chaos --simulate 1 --seed %d: %s"
                            .formatted(seed, seed, e.getMessage()),
                    e);
        }
    }
}
