package dev.waybill.comments;

import dev.waybill.deliveries.Receipt;
import dev.waybill.deploys.Deploy;
import dev.waybill.errors.Excerpt;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Comments on pull requests, slowly enough for the limits of code hosts. Thread-safe. */
public final class Commenting {
    /** In one attempt, with a second between two. */
    private static final int AT_ONCE = 20;

    /** An attempt may take a minute, and a comment several seconds. */
    private static final Duration LONGEST = Duration.ofSeconds(40);

    /** GitHub takes 500 of all kinds an hour. */
    private static final int MOST_PER_HOUR = 200;

    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final Db db;
    private final Time time;
    private final String url;

    /** @param url the server's public URL */
    public Commenting(Db db, Time time, String url) {
        this.db = db;
        this.time = time;
        this.url = url;
    }

    /** When an attempt that begins now must not begin another comment, in time since the boot. */
    Duration end() {
        return time.sinceBoot().plus(LONGEST);
    }

    /** Comments on those pull requests on which no deploy to this environment was announced before. @param end as of {@link #end} */
    Receipt comment(Deploy deploy, Brought brought, Forge forge, Duration end) throws InterruptedException {
        var place = new CommentStore.Place(
                deploy.app(), deploy.environment(), "%s %s".formatted(forge.host(), forge.repository()));
        var open = brought.pulls().stream()
                .filter(pull -> !db.<Boolean>read(handle -> CommentStore.isDone(handle, place, pull)))
                .toList();
        var left = MOST_PER_HOUR
                - db.read(handle -> CommentStore.since(handle, time.now().minus(HOUR)));
        if (!open.isEmpty() && left <= 0) {
            var why = "the limit of %d comments an hour is reached; %d pull requests are still to come"
                    .formatted(MOST_PER_HOUR, open.size());
            return new Receipt.PutOff(new Receipt.Exchange("", why), time.now().plus(PAUSE));
        }
        var now = open.stream().limit(Math.min(AT_ONCE, left)).toList();
        var done = new ArrayList<String>();
        try {
            for (var pull : now) {
                if (!done.isEmpty() && time.sinceBoot().compareTo(end) > 0) {
                    break;
                }
                done.add(new Announcement(db, time, deploy, forge, place).on(pull, url));
            }
        } catch (ForgeFailure e) {
            var exchange = exchange(done, String.valueOf(e.getMessage()));
            return new Receipt.Failed(exchange, true, e.retryAt().orElse(null));
        }
        return ended(brought, done, open.size() - done.size());
    }

    private Receipt ended(Brought brought, List<String> done, int left) {
        if (left > 0) {
            var why = "%d pull requests are still to come".formatted(left);
            return new Receipt.PutOff(exchange(done, why), time.now());
        }
        var all = brought.pulls().isEmpty() ? "no pull request to comment on" : "no pull request is left to comment on";
        return brought.again() == null
                ? new Receipt.Delivered(exchange(done, all))
                : new Receipt.PutOff(
                        exchange(done, all + "; some commits may belong to more, which the code host knows later"),
                        brought.again());
    }

    private static Receipt.Exchange exchange(List<String> done, String answer) {
        return new Receipt.Exchange(Excerpt.of(String.join("\n", done)), Excerpt.of(answer));
    }
}
