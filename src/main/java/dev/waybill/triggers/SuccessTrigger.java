package dev.waybill.triggers;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.Judgement.Verdict;
import dev.waybill.deploys.Lane;
import dev.waybill.deploys.ReleaseStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Follows another environment: deploys the newest version that has been live there for long enough and was not found faulty. One that
 * was requested has been live for long enough by the clock of whoever requested it: otherwise servers whose clocks differ would replace
 * each other's deploys for ever.
 */
final class SuccessTrigger implements Trigger {
    /** How far back a version can be that has been live for long enough. */
    private static final int MOST = 50;

    @Override
    public Aim aim(Handle handle, Lookout lookout) {
        var of = Objects.requireNonNull(lookout.config().of());
        var releases = ReleaseStore.releases(handle, new Lane(lookout.lane().app(), of), MOST);
        if (releases.isEmpty()) {
            return Aim.nothing(
                    of,
                    "nothing is live in %s of %s yet"
                            .formatted(of, lookout.app().name()),
                    null);
        }
        var soak = lookout.config().soakTime();
        var live = releases.getFirst();
        var since = since(releases, 0);
        var requested = AutomaticStore.last(handle, lookout.lane());
        var next = isSoaked(since, null, soak, lookout.now()) || isFaulty(live) ? null : since.plus(soak);
        for (var i = 0; i < releases.size(); i++) {
            var release = releases.get(i);
            var until = i == 0 ? null : finished(releases.get(i - 1));
            var isRequested = requested.filter(it -> isSame(it, release)).isPresent();
            if (!isFaulty(release) && (isRequested || isSoaked(since(releases, i), until, soak, lookout.now()))) {
                return found(release, of, next);
            }
        }
        return Aim.nothing(of, waiting(live, of, soak), next);
    }

    private static boolean isSame(Deploy requested, Deploy release) {
        return release.sha() != null && Planner.isOf(requested, release.sha());
    }

    private static Aim found(Deploy release, String of, @Nullable Instant next) {
        var sha = Objects.requireNonNull(release.sha());
        var note = "%s was deployed to %s by %s".formatted(sha.abbreviated(), of, release.name());
        return new Aim(release.lastingRef(), sha, note, next, null, false);
    }

    private static String waiting(Deploy live, String of, Duration soak) {
        return isFaulty(live)
                ? "%s, which is live in %s, was found faulty".formatted(live.name(), of)
                : "%s has not been live in %s for %s yet".formatted(live.name(), of, Durations.text(soak));
    }

    private static boolean isFaulty(Deploy release) {
        return release.judgement() != null && release.judgement().verdict() == Verdict.FAULTY;
    }

    private static boolean isSoaked(Instant since, @Nullable Instant until, Duration soak, Instant now) {
        return !since.plus(soak).isAfter(until == null ? now : until);
    }

    /** Since when its commit is live without a break: to deploy it again changes nothing. */
    private static Instant since(List<Deploy> releases, int index) {
        var first = index;
        while (first + 1 < releases.size()
                && Objects.equals(
                        releases.get(first + 1).sha(), releases.get(index).sha())) {
            first++;
        }
        return finished(releases.get(first));
    }

    private static Instant finished(Deploy release) {
        return release.state() instanceof Deploy.Finished end ? end.at() : Instant.MAX;
    }
}
