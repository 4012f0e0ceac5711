package dev.waybill.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A supervisor as its {@code pid} file names it: precisely enough to never take another process for it.
 *
 * @param startTicks since boot, in hundredths of a second; field 22 of proc_pid_stat(5)
 * @param bootId of the boot in which it ran
 * @param pidNamespace in which the pid counts
 */
record Supervisor(long pid, long startTicks, String bootId, String pidNamespace) {
    private static final int TICKS_PER_SECOND = 100;

    static Optional<Supervisor> parse(String text) {
        var fields = text.strip().split(" ");
        try {
            return fields.length == 4
                    ? Optional.of(
                            new Supervisor(Long.parseLong(fields[0]), Long.parseLong(fields[1]), fields[2], fields[3]))
                    : Optional.empty();
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    boolean isAlive() throws IOException {
        return isOfThisBoot()
                && isOfThisNamespace()
                && ProcessStat.of(pid)
                        .filter(stat -> stat.startTicks() == startTicks && !stat.isZombie())
                        .isPresent();
    }

    /**
     * Whether its pid still names its session: it lives, or nobody has the pid, which the kernel gives to nobody else while the
     * session has members.
     */
    boolean namesItsSession() throws IOException {
        return isOfThisBoot()
                && isOfThisNamespace()
                && ProcessStat.of(pid)
                        .map(stat -> stat.startTicks() == startTicks)
                        .orElse(true);
    }

    private boolean isOfThisNamespace() throws IOException {
        return pidNamespace.equals(ownPidNamespace());
    }

    /** In which pids count here. */
    static String ownPidNamespace() throws IOException {
        return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    }

    boolean isOfThisBoot() throws IOException {
        return bootId.equals(thisBoot());
    }

    /** See random(4). */
    static String thisBoot() throws IOException {
        return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    }

    /** When it started, as time since boot. */
    Duration started() {
        return Duration.ofMillis(startTicks * 1000 / TICKS_PER_SECOND);
    }
}
