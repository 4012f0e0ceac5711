package dev.waybill.simulation;

import dev.waybill.Engine;
import dev.waybill.Foundation;
import dev.waybill.Site;
import dev.waybill.errors.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A server that is started, killed, cut off and started again on a machine that outlives it. */
final class SimulatedNode implements World.CutOff {
    final String id;
    final SimulatedMachine machine;
    final SimulatedTime time;
    private final World world;
    private final SimulatedDatabase database;
    private final Wiring wiring;
    /** It is to die when it is about to make its so manieth commit from now on; negative for not at all. */
    int commitsLeft = -1;

    private boolean isUp;
    private boolean isCutOff;
    private Life life = new Life();

    @Nullable
    Server server;

    /** The thread that looks at the lanes. */
    @Nullable
    Actor dispatcher;

    /** A server that has started. */
    record Server(Foundation foundation, Site site, Engine engine) {}

    /** Wires a server as {@code Server} does. */
    interface Wiring {
        Server make(SimulatedNode node, ExecutorService threads);
    }

    /** One start of the server; its threads die with it. */
    final class Life implements World.CutOff, World.Freezable {
        private Duration frozenUntil = Duration.ZERO;

        @Override
        public boolean isCutOff() {
            return isCutOff;
        }

        @Override
        public Duration frozenUntil() {
            return frozenUntil;
        }
    }

    SimulatedNode(World world, SimulatedDatabase database, String id, Wiring wiring) {
        this.world = world;
        this.database = database;
        this.id = id;
        this.wiring = wiring;
        this.machine = new SimulatedMachine(world);
        this.time = new SimulatedTime(world, machine::booted);
    }

    boolean isUp() {
        return isUp;
    }

    /** Whether it can be asked for something. */
    boolean serves() {
        return server != null && !isCutOff && !isFrozen() && !database.isDown();
    }

    /** Whether the others hear nothing of it. */
    boolean isSilent() {
        return !isUp || isCutOff || isFrozen();
    }

    private boolean isFrozen() {
        return life.frozenUntil.compareTo(world.now()) > 0;
    }

    /** Its threads stand still until then, and go on with whatever they were about to do. Its commands go on. */
    void freeze(Duration until) {
        life.frozenUntil = until;
    }

    @Override
    public boolean isCutOff() {
        return isCutOff;
    }

    void cutOff(boolean cut) {
        isCutOff = cut;
    }

    /** Whose threads are those of the present start. */
    Object life() {
        return life;
    }

    void start() {
        isUp = true;
        life = new Life();
        var mine = life;
        world.start(mine, "start " + id, () -> {
            try {
                var threads = new Threads(mine);
                var made = wiring.make(this, threads);
                made.engine().start(() -> world.start(this, "gone", this::kill));
                dispatcher = threads.dispatcher();
                server = made;
            } catch (Unavailable e) {
                isUp = false; // it says so and ends, and is started again
                world.kill(mine);
            }
        });
    }

    void kill() {
        isUp = false;
        server = null;
        dispatcher = null;
        world.kill(life);
    }

    /** Each task on a thread of the world's. */
    private final class Threads extends AbstractExecutorService {
        private final Object owner;
        private final List<Actor> started = new ArrayList<>();

        private Threads(Object owner) {
            this.owner = owner;
        }

        @Override
        public void execute(Runnable task) {
            started.add(world.start(owner, id, task));
        }

        /** The last that a start of {@link Engine} begins are to dispatch, to beat and to heed stops. */
        private Actor dispatcher() {
            return started.get(started.size() - 3);
        }

        @Override
        public void shutdown() {
            // killed instead
        }

        @Override
        public List<Runnable> shutdownNow() {
            return List.of();
        }

        @Override
        public boolean isShutdown() {
            return false;
        }

        @Override
        public boolean isTerminated() {
            return false;
        }

        @Override
        public boolean awaitTermination(long timeout, TimeUnit unit) {
            return true;
        }
    }
}
