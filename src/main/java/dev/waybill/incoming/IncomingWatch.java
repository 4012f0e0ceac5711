package dev.waybill.incoming;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The looks at the deployments of an app's repository so far.
 *
 * @param repository its page at the code host
 * @param since when the app began to accept deployments from there
 * @param newest all deployments up to this one were looked at
 * @param asked how often somebody has asked for a look
 * @param seenAt when the code host last answered; null if it never has
 * @param changedAt when there was last something new
 * @param trouble why the last look has failed; null if it has not
 */
public record IncomingWatch(
        String repository,
        Instant since,
        long newest,
        long asked,
        @Nullable Instant seenAt,
        Instant changedAt,
        @Nullable String trouble) {}
