package dev.waybill.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Identifies a supervisor process, as recorded in its {@code pid} file, even if its pid is reused.
 *
 * @param startTicks since boot, in hundredths of a second; field 22 of proc_pid_stat(5)
 * @param bootId the boot in which it runs
 * @param pidNamespace the namespace of the pid
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
     * Whether its pid still identifies its session: either it is alive, or no process has that pid, because the kernel
     * does not reuse it while the session has members.
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

    /** The pid namespace of this server. */
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
