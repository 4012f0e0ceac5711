package dev.waybill.triggers;

import dev.waybill.vcs.Ref;
import dev.waybill.watches.Pace;
import dev.waybill.watches.WatchedRef;
import dev.waybill.watches.Watches;
import dev.waybill.watches.Wish;
import dev.waybill.wire.Times;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Follows a branch: deploys whatever commit it names. */
final class PushTrigger implements Trigger {
    @Override
    public Aim aim(Handle handle, Lookout lookout) {
        return of(handle, lookout, lookout.ref());
    }

    static Aim of(Handle handle, Lookout lookout, String ref) {
        var app = lookout.app();
        if (!Watches.haveLookedFor(handle, app, Wish.of(Set.of(ref), Set.of(), Pace.PROMPT))) {
            return Aim.awaited(ref, "%s of %s has not been looked at yet".formatted(ref, app.name()));
        }
        var seen = Watches.named(handle, app.id(), ref);
        if (seen.isEmpty()) {
            return Aim.nothing(ref, Ref.asked(ref).absence(), null);
        }
        var first = seen.getFirst();
        if (seen.stream().map(WatchedRef::sha).distinct().count() > 1) {
            return Aim.nothing(
                    ref,
                    "\"%s\" is a branch and a tag of different commits; write refs/heads/%s or refs/tags/%s"
                            .formatted(ref, ref, ref),
                    null);
        }
        return Aim.at(
                ref,
                first.sha(),
                "%s of %s is %s since %s"
                        .formatted(ref, app.name(), first.sha().abbreviated(), Times.minute(first.since())));
    }
}
