package dev.waybill.watches;

import dev.waybill.apps.AppId;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The branches of all apps as they were last seen. For one page: it remembers what refs mean. */
public final class Heads {
    private final Map<AppId, Map<String, WatchedRef>> seen;
    private final Map<String, List<String>> names = new HashMap<>();

    /** @param seen by their full names */
    Heads(Map<AppId, Map<String, WatchedRef>> seen) {
        this.seen = seen;
    }

    /**
     * The commit of a branch, or of {@code HEAD}; empty if it was not seen.
     *
     * @param ref as requests name it
     */
    public Optional<Sha> at(AppId app, String ref) {
        var refs = seen.getOrDefault(app, Map.of());
        return names.computeIfAbsent(ref, Heads::fullNames).stream()
                .map(refs::get)
                .filter(Objects::nonNull)
                .findFirst()
                .map(WatchedRef::sha);
    }

    /** None for {@code main~2}, which is another commit than that of the branch. */
    private static List<String> fullNames(String ref) {
        var names = Wish.fullNames(ref);
        return names.isEmpty() || !Ref.asked(ref).base().equals(Ref.asked(ref).name()) ? List.of() : names;
    }
}
