import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A small file system in a file, which a server alone sees, in a mount namespace of its own, with the boot id of a machine of its own.
 * The kernel unmounts it and lets go of the loop device when the last process in there has ended.
 *
 * @param directory with the image and the boot id; the file system is mounted at {@code disk} in there
 */
record Disk(Path directory) {
    private static final Duration DETACH_LIMIT = Duration.ofSeconds(10);
    private static final int ATTEMPTS = 50;
    private static final String MOUNT = """
            mount -o loop "$1" "$2" && mount --bind "$3" /proc/sys/kernel/random/boot_id && shift 3 && exec "$@"
            """;

    /** Empty, and larger than what a chaos needs beside the room below which a server starts nothing. */
    static Disk make(Path directory) throws IOException, InterruptedException {
        var disk = new Disk(directory);
        Files.createDirectory(disk.mountPoint());
        run(List.of("truncate", "-s", "600M", disk.image().toString()));
        run(List.of("mkfs.ext4", "-q", "-F", "-E", "lazy_itable_init=0,lazy_journal_init=0", disk.image().toString()));
        disk.boot();
        return disk;
    }

    /** Why there can be none here; empty if there can. */
    static Optional<String> obstacle() throws IOException, InterruptedException {
        var scratch = new Scratch(Files.createTempDirectory("waybill-chaos."));
        try {
            var command = new ArrayList<>(make(scratch.path()).prefix());
            command.add("true");
            run(command);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e.getMessage());
        } finally {
            scratch.delete();
        }
    }

    private Path image() {
        return directory.resolve("image");
    }

    private Path bootId() {
        return directory.resolve("boot_id");
    }

    Path mountPoint() {
        return directory.resolve("disk");
    }

    /** What a command begins with that is to see it. */
    List<String> prefix() {
        return List.of("unshare", "-m", "sh", "-c", MOUNT, "sh", image().toString(), mountPoint().toString(), bootId().toString());
    }

    /** From now on it is another boot. What runs sees that as well, so there should be nothing. */
    private void boot() throws IOException {
        Files.writeString(bootId(), UUID.randomUUID() + "\n");
    }

    /**
     * What is on the disk right now, and not what the file system has yet to write. As long as the image is written to while it is
     * copied, the copy is torn, and made again.
     */
    void copy() throws IOException, InterruptedException {
        for (var attempt = 0; attempt < ATTEMPTS; attempt++) {
            run(List.of("cp", "--sparse=always", image().toString(), copied().toString()));
            if (Files.mismatch(image(), copied()) == -1) {
                return;
            }
        }
        throw new IOException("the image was written to all the time; it could not be copied");
    }

    private Path copied() {
        return directory.resolve("copy");
    }

    /** The copy is the disk from now on. */
    void swap() throws IOException {
        Files.move(copied(), image(), StandardCopyOption.REPLACE_EXISTING);
        boot();
    }

    /** Once everything has ended that saw it. */
    void awaitDetached() throws Exception {
        if (!Waiting.until(DETACH_LIMIT, () -> loopDevices().isEmpty())) {
            System.err.println("loop devices were left behind: " + loopDevices());
        }
    }

    private List<String> loopDevices() throws IOException, InterruptedException {
        var devices = run(List.of("losetup", "-n", "-O", "NAME,BACK-FILE", "-a"));
        return devices.lines().filter(line -> line.contains(directory + "/")).toList();
    }

    private static String run(List<String> command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var output = new String(process.getInputStream().readAllBytes()).strip();
        if (process.waitFor() != 0) {
            throw new IOException(output.isEmpty() ? command.getFirst() + " failed" : output.replace("\n", "; "));
        }
        return output;
    }
}
