package dev.waybill.cli.locks;

import dev.waybill.cli.Place;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The scope of a lock, as written on the command line: {@code shop}, {@code shop in production for 2h because db migration}.
 *
 * @param length the duration; null if not given
 * @param reason null if not given
 */
record LockTarget(
        @Nullable String app,
        @Nullable String environment,
        @Nullable String length,
        @Nullable String reason) {
    static final String LABEL = "APP [[in] ENV]";
    static final String HELP = "A whole app, or one of its environments";

    /** @param environmentOfAll an environment of all apps; null for other scopes */
    static LockTarget of(List<String> words, @Nullable String environmentOfAll, boolean all) throws CallFailed {
        var left = new ArrayList<>(words);
        var names = new ArrayList<String>();
        String length = null;
        String reason = null;
        while (!left.isEmpty()) {
            var word = left.removeFirst();
            if (word.equals("because")) {
                reason = String.join(" ", left);
                left.clear();
            } else if (word.equals("for") && !left.isEmpty()) {
                length = left.removeFirst();
            } else if (!Place.PREPOSITIONS.contains(word) || names.size() != 1 || left.isEmpty()) {
                names.add(word);
            }
        }
        var wholes = (all ? 1 : 0) + (environmentOfAll == null ? 0 : 1);
        if (wholes > 1 || (wholes == 1 ? !names.isEmpty() : names.isEmpty() || names.size() > 2)) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    "give a target: shop, or shop in production, or --env production for that environment of all apps, or --all for everything");
        }
        return new LockTarget(
                names.isEmpty() ? null : names.getFirst(),
                names.size() == 2 ? names.getLast() : environmentOfAll,
                length,
                reason);
    }

    /** The path of the lock in the API. */
    String path() {
        if (app == null) {
            return environment == null
                    ? "/locks/global/"
                    : "/locks/environments/%s/".formatted(Api.segment(environment));
        }
        return environment == null
                ? "/apps/%s/lock/".formatted(Api.segment(app))
                : "/apps/%s/envs/%s/lock/".formatted(Api.segment(app), Api.segment(environment));
    }
}
