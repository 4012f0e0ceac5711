package dev.waybill.providers.ssh;

import dev.waybill.spi.HostState;
import java.util.Map;
import java.util.Optional;

/**
 * What the output of a program tells once that has ended.
 *
 * @param hosts their states by name
 * @param note a sentence for people
 * @param isIdle whether nothing was done on any host
 * @param cause why the program failed, in its own words
 */
record Told(Map<String, HostState> hosts, Optional<String> note, boolean isIdle, Optional<String> cause) {
    static final Told NOTHING = new Told(Map.of(), Optional.empty(), false, Optional.empty());
}
