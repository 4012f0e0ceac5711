package dev.waybill.spi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** The only source of time. Safe from many threads. */
public interface Time {
    /** Wall time; it may jump. For what people read. */
    Instant now();

    /**
     * Time since the machine booted; it never jumps, and means the same in every process of the machine. For measuring.
     * Resolution is 10 ms.
     */
    Duration sinceBoot();

    /** The clocks of this machine. */
    static Time system() {
        return new Time() {
            @Override
            public Instant now() {
                return Instant.now();
            }

            @Override
            public Duration sinceBoot() {
                try {
                    var uptime = Files.readString(Path.of("/proc/uptime"));
                    return Duration.ofMillis((long) (Double.parseDouble(uptime.split(" ", 2)[0]) * 1000));
                } catch (IOException e) {
                    throw new UncheckedIOException("/proc/uptime cannot be read; Waybill runs its deploys on Linux", e);
                }
            }
        };
    }
}
