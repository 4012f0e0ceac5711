package dev.waybill.workspaces;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Mounts in directories that are to be removed: a command may have mounted a part of the host there, whose content must
 * survive. Uses the kernel's mount table, because a bind mount can have the same device number as its surroundings.
 */
final class Mounts {
    /** See proc_pid_mountinfo(5). */
    private static final Path TABLE = Path.of("/proc/self/mountinfo");

    private static final int MOUNT_POINT = 4;
    private static final int OPTIONS = 5;
    private static final Pattern ESCAPED = Pattern.compile("\\\\([0-7]{3})");

    private Mounts() {}

    /**
     * Unmounts everything that is mounted in a directory or on it. Does nothing if it does not exist. Blocks.
     *
     * @throws IOException with a message if something stays mounted
     */
    static void undo(Path directory) throws IOException {
        if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        for (var mounted : in(directory)) {
            unmount(mounted);
        }
        var left = in(directory);
        if (!left.isEmpty()) {
            throw new IOException(
                    "%s is left in place, because %s is mounted there and cannot be unmounted; unmount it, and the next start removes the rest"
                            .formatted(directory, left.getFirst()));
        }
    }

    /** Whether something is mounted in an existing directory or on it. */
    static boolean areIn(Path directory) throws IOException {
        return !in(directory).isEmpty();
    }

    /** Whether the mount of an existing directory has the option {@code noexec}. */
    static boolean isNoexec(Path directory) throws IOException {
        var real = directory.toRealPath();
        var options = "";
        var longest = -1;
        for (var line : Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1)) {
            var fields = line.split(" ");
            var mountPoint = Path.of(text(unescaped(fields[MOUNT_POINT])));
            if (real.startsWith(mountPoint)
                    && mountPoint.getNameCount()
                            >= longest) { // if two mounts have the same place, the later one is effective
                longest = mountPoint.getNameCount();
                options = fields[OPTIONS];
            }
        }
        return List.of(options.split(",")).contains("noexec");
    }

    /**
     * What is mounted in an existing directory or on it. Last one first, because a mount inside another one comes after
     * it. A link is not followed: a command's user may put one in the place of the directory at any time.
     */
    static List<Path> in(Path directory) throws IOException {
        var absolute = directory.toAbsolutePath();
        var real = absolute.resolveSibling("").toRealPath().resolve(absolute.getFileName());
        return Files.readAllLines(TABLE, StandardCharsets.ISO_8859_1).reversed().stream()
                .map(line -> Path.of(text(unescaped(line.split(" ")[MOUNT_POINT]))))
                .filter(mountPoint -> mountPoint.startsWith(real))
                .toList();
    }

    /**
     * Decodes a path, which need not be valid UTF-8. An undecodable name is replaced, so that mounts around it are
     * still found.
     */
    private static String text(String bytes) {
        return new String(bytes.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    private static String unescaped(String field) {
        return ESCAPED.matcher(field).replaceAll(Mounts::character);
    }

    private static String character(MatchResult octal) {
        return Matcher.quoteReplacement(Character.toString((char) Integer.parseInt(octal.group(1), 8)));
    }

    private static void unmount(Path mountPoint) throws IOException {
        var nowhere = Path.of("/dev/null").toFile();
        var process = new ProcessBuilder("umount", "--", mountPoint.toString())
                .redirectInput(nowhere)
                .redirectErrorStream(true)
                .redirectOutput(nowhere)
                .start();
        process.onExit().join(); // the mount table shows whether it worked
    }
}
