package dev.waybill.watches;

import dev.waybill.vcs.Sha;
import java.time.Instant;

/**
 * A ref of an app's repository as it was last seen.
 *
 * @param name its full name, such as {@code refs/heads/main}, or {@code HEAD}
 * @param since when it was first seen there
 */
public record WatchedRef(String name, Sha sha, Instant since) {}
