package dev.waybill.workspaces;

import dev.waybill.spi.Time;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The free space of the data directory. It can be on several disks, because parts of it may be symbolic links or mounts. Some
 * space is reserved by a file {@code reserve}. It is released when a disk is full, so that running deploys can be ended
 * and recorded. Thread-safe.
 */
public final class Disk implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(5);
    private static final List<String> PARTS = List.of("runs", "workspaces", "mirrors", "homes", "caches");

    /** The fraction of the required minimum that is reserved: enough to end deploys. */
    private static final int RESERVED_PART = 16;

    private static final int LEAST_RESERVED = 1024 * 1024;
    private static final int BLOCK = 64 * 1024;

    private final Path data;
    private final long least;
    private final Thread keeper;

    private Disk(Path data, long least, Time time) {
        this.data = data;
        this.least = least;
        this.keeper = Thread.ofVirtual().name("disk").unstarted(() -> keep(time));
    }

    /** @param least in bytes; with less free space, there is a {@link #shortage} */
    public static Disk open(Path data, long least, Time time) {
        var disk = new Disk(data, least, time);
        disk.keepReserve();
        disk.keeper.start();
        return disk;
    }

    /**
     * A directory with too little free space.
     *
     * @param free in bytes
     * @param least the required minimum, in bytes
     */
    public record Shortage(Path directory, long free, long least) {
        /** Such as {@code the disk of /data has 12 MiB free, less than the 256 MiB that it takes to start a deploy}. */
        public String sentence() {
            return "the disk of %s has %s free, less than the %s required to start a deploy; free some space there"
                    .formatted(directory, inMebibytes(free), inMebibytes(least));
        }

        private static String inMebibytes(long bytes) {
            return bytes / (1024 * 1024) + " MiB";
        }
    }

    /**
     * The directory with too little space to start deploys; empty if there is enough. Does not block, except on the
     * file system.
     */
    public Optional<Shortage> shortage() {
        return places().map(place -> new Shortage(place, place.toFile().getUsableSpace(), least))
                .filter(place -> place.free() < least)
                .min(Comparator.comparingLong(Shortage::free));
    }

    /** The directory in which almost nothing can be written any more; empty if there is none. */
    public Optional<Shortage> exhaustion() {
        return shortage().filter(place -> place.free() < least / RESERVED_PART);
    }

    /** In bytes, on the fullest disk. */
    public long free() {
        return places().mapToLong(place -> place.toFile().getUsableSpace())
                .min()
                .orElse(0);
    }

    private Stream<Path> places() {
        return Stream.concat(
                Stream.of(data),
                PARTS.stream()
                        .map(data::resolve)
                        .filter(part -> part.toFile().isDirectory()) // without an exception if it is not there
                        .filter(part -> !device(part).equals(device(data))));
    }

    /** What it is on; empty if nobody can tell. */
    private static Optional<Object> device(Path directory) {
        try {
            return Optional.of(Files.getAttribute(directory, "unix:dev"));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private Path reserve() {
        return data.resolve("reserve");
    }

    /** Releases the reserved space. False if there was none. */
    public synchronized boolean release() {
        try {
            return Files.deleteIfExists(reserve());
        } catch (IOException e) {
            return false; // it frees no space then
        }
    }

    private void keep(Time time) {
        var wasShort = false;
        try {
            while (true) {
                time.sleep(LOOK_AGAIN);
                var shortage = shortage();
                if (shortage.isPresent() && !wasShort) {
                    LOG.warn("no deploy starts: {}", shortage.get().sentence());
                } else if (shortage.isEmpty() && wasShort) {
                    LOG.info("{} has enough free space again", data);
                }
                wasShort = shortage.isPresent();
                keepReserve();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // closed
        }
    }

    /** Reserves the space again once there is enough. */
    private synchronized void keepReserve() {
        var size = Math.max(LEAST_RESERVED, least / RESERVED_PART);
        try {
            if (!Files.exists(reserve()) && data.toFile().getUsableSpace() > least + size) {
                fill(size);
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be created: {}", reserve(), e.toString());
            release();
        }
    }

    /** Writes random bytes, which no file system compresses. */
    private void fill(long size) throws IOException {
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        var block = new byte[BLOCK];
        new Random(size).nextBytes(block);
        try (var file = FileChannel.open(reserve(), options, ownerOnly)) {
            for (var done = 0L; done < size; done += BLOCK) {
                file.write(ByteBuffer.wrap(block, 0, (int) Math.min(BLOCK, size - done)));
            }
        }
    }

    @Override
    public void close() {
        keeper.interrupt();
    }
}
