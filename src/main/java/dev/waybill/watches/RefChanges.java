package dev.waybill.watches;

import dev.waybill.events.RefEvent;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.refs.RemoteRefs;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a look means for one app.
 *
 * @param toPut refs that are new, or name something else
 * @param toDelete names of refs to forget
 * @param events those changes of the repository of which the app is told, in the order of the names
 */
record RefChanges(List<WatchedRef> toPut, List<String> toDelete, List<RefEvent> events) {
    /**
     * A ref that is seen for the first time is new only if the app wanted it before, and one that is not seen any more was deleted
     * only if the app still wants it.
     *
     * @param known the refs that were last seen for the app
     * @param before what the app wanted then; null if it was never looked at
     */
    static RefChanges of(List<WatchedRef> known, RemoteRefs refs, Wish wish, @Nullable Wish before, Instant now) {
        var seen = wish.select(refs);
        var old =
                known.stream().collect(Collectors.toMap(WatchedRef::name, WatchedRef::sha, (a, _) -> a, TreeMap::new));
        var changes = new RefChanges(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        changes.put(seen, old, before, now);
        changes.delete(
                old.keySet().stream().filter(name -> !seen.containsKey(name)).toList(), old, refs, wish);
        return changes;
    }

    private void put(Map<String, Sha> seen, Map<String, Sha> old, @Nullable Wish before, Instant now) {
        var wasWanted = before == null ? null : before.filter();
        seen.forEach((name, sha) -> {
            var previous = old.get(name);
            if (sha.equals(previous)) {
                return;
            }
            toPut.add(new WatchedRef(name, sha, now));
            if (previous != null) {
                events.add(new RefEvent(RefEvent.Change.MOVED, name, sha.hex(), previous.hex()));
            } else if (wasWanted != null && wasWanted.test(name)) {
                events.add(new RefEvent(RefEvent.Change.CREATED, name, sha.hex(), null));
            }
        });
    }

    private void delete(List<String> gone, Map<String, Sha> old, RemoteRefs refs, Wish wish) {
        var isWanted = wish.filter();
        for (var name : gone) {
            toDelete.add(name);
            var isThere = refs.shas().containsKey(name); // one of too many tags
            var sha = old.get(name);
            if (sha != null && !isThere && isWanted.test(name)) {
                events.add(new RefEvent(RefEvent.Change.DELETED, name, null, sha.hex()));
            }
        }
    }
}
