import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** All servers: mostly one, or several on one database. Whoever made them closes them. */
record Servers(List<Server> all) implements AutoCloseable {
    private static final Duration READY_LIMIT = Duration.ofSeconds(150);
    private static final Duration REQUEST_LIMIT = Duration.ofSeconds(30);

    /** Shorter where another can be asked instead. */
    private static final Duration ONE_OF_SEVERAL_LIMIT = Duration.ofSeconds(10);

    static Servers one(Path program, Scratch scratch, String database) {
        var server = new Server(List.of(program.toString()), scratch.file("data"), scratch.file("server.log"), database, REQUEST_LIMIT);
        return new Servers(List.of(server));
    }

    static Servers several(int nodes, Path program, Scratch scratch, String database) {
        return new Servers(IntStream.rangeClosed(1, nodes)
                .mapToObj(i -> new Server(
                        List.of(program.toString()), scratch.file("data-" + i), scratch.file("server-" + i + ".log"), database,
                        ONE_OF_SEVERAL_LIMIT))
                .toList());
    }

    /** One whose power can be cut. */
    static Servers onDisk(Disk disk, Path program, Scratch scratch, String database) {
        var command = new ArrayList<>(disk.prefix());
        command.add(program.toString());
        var data = disk.mountPoint().resolve("data");
        return new Servers(List.of(new Server(command, data, scratch.file("server.log"), database, REQUEST_LIMIT)));
    }

    boolean areMany() {
        return all.size() > 1;
    }

    /** All at once. */
    void start() throws Exception {
        for (var server : all) {
            server.start();
        }
        awaitReady();
    }

    /** Those that are frozen are waited for, too. */
    void awaitReady() throws Exception {
        for (var server : all) {
            server.awaitReady();
        }
    }

    /** Mostly one that is not frozen, so that some stay so for long. */
    Server any(Random random) {
        var found = all.get(random.nextInt(all.size()));
        return found.isFrozen() && random.nextInt(4) > 0 ? any(random) : found;
    }

    /** Any that is worth a request; waits until there is one, as there must be soon. */
    Server anyReady() throws InterruptedException {
        for (var end = System.nanoTime() + READY_LIMIT.toNanos(); System.nanoTime() < end; ) {
            var ready = all.stream().filter(Server::isReady).toList();
            if (!ready.isEmpty()) {
                return ready.get(ThreadLocalRandom.current().nextInt(ready.size()));
            }
            Thread.sleep(5);
        }
        throw new IllegalStateException("no server was ready within " + READY_LIMIT.toSeconds() + " s");
    }

    List<JsonNode> deploys() throws IOException, InterruptedException {
        return anyReady().deploys();
    }

    @Override
    public void close() throws IOException, InterruptedException {
        for (var server : all) {
            server.close();
        }
    }
}
