package dev.waybill.triggers;

import dev.waybill.vcs.globs.Glob;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.vcs.refs.VersionOrder;
import dev.waybill.watches.Pace;
import dev.waybill.watches.WatchedRef;
import dev.waybill.watches.Watches;
import dev.waybill.watches.Wish;
import java.util.Objects;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/** Follows tags: deploys the one with the newest version. */
final class TagTrigger implements Trigger {
    @Override
    public Aim aim(Handle handle, Lookout lookout) {
        var pattern = Objects.requireNonNull(lookout.config().tags());
        var glob = new Glob(pattern);
        if (!Watches.haveLookedFor(handle, lookout.app(), Wish.of(Set.of(), Set.of(pattern), Pace.PROMPT))) {
            return Aim.awaited(
                    pattern,
                    "the tags of %s have not been looked at yet"
                            .formatted(lookout.app().name()));
        }
        var matching = Watches.refs(handle, lookout.app().id()).stream()
                .filter(ref -> ref.name().startsWith(RemoteRefs.TAGS) && glob.matches(name(ref)))
                .toList();
        return VersionOrder.newest(1, matching, TagTrigger::name).stream()
                .findFirst()
                .map(newest -> Aim.at(
                        name(newest),
                        newest.sha(),
                        "%s is the newest tag of %s that matches %s"
                                .formatted(name(newest), lookout.app().name(), pattern)))
                .orElseGet(() -> Aim.nothing(
                        pattern,
                        "no tag of %s matches %s".formatted(lookout.app().name(), pattern),
                        null));
    }

    private static String name(WatchedRef tag) {
        return tag.name().substring(RemoteRefs.TAGS.length());
    }
}
