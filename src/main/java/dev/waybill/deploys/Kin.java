package dev.waybill.deploys;

import dev.waybill.gates.Facts;
import dev.waybill.gates.Facts.Containment;
import dev.waybill.store.Tx;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What is known of how commits stand to each other: what was asked just now, and else what the database holds.
 *
 * @param relations empty where one of the two is gone
 * @param remedies whether the second of two contains what mends the first
 */
record Kin(Map<Pair, Optional<Kinship>> relations, Map<Pair, Boolean> remedies) {
    /** Nothing was asked just now. */
    static final Kin OF_DATABASE = new Kin(Map.of(), Map.of());

    Kin {
        relations = Map.copyOf(relations);
        remedies = Map.copyOf(remedies);
    }

    record Pair(Sha base, Sha target) {}

    Facts.Relation relation(Handle handle, Sha base, Sha target) {
        var asked = relations.get(new Pair(base, target));
        return asked == null
                ? KinshipStore.find(handle, base, target)
                : asked.<Facts.Relation>map(Facts.Known::new).orElseGet(Facts.Gone::new);
    }

    /** Whether a commit brings a bad one along; what is gone from the repository is in nothing that comes from there. */
    Containment containment(Handle handle, Sha bad, Sha target) {
        return switch (relation(handle, bad, target)) {
            case Facts.Unasked _ -> Containment.UNASKED;
            case Facts.Gone _ -> Containment.FREE;
            case Facts.Known(var kinship) when kinship.isSame() -> Containment.CONTAINED;
            case Facts.Known(var kinship)
            when kinship.isAhead() ->
                isMended(handle, bad, target)
                        .map(mended -> mended ? Containment.FREE : Containment.CONTAINED)
                        .orElse(Containment.UNASKED);
            case Facts.Known _ -> Containment.FREE;
        };
    }

    private Optional<Boolean> isMended(Handle handle, Sha bad, Sha target) {
        var asked = remedies.get(new Pair(bad, target));
        return asked == null ? KinshipStore.isMended(handle, bad, target) : Optional.of(asked);
    }

    /** Keeps what was asked. */
    void store(Tx tx) {
        relations.forEach((pair, kinship) -> KinshipStore.put(tx, pair.base(), pair.target(), kinship));
        remedies.forEach((pair, mended) -> KinshipStore.putMended(tx, pair.base(), pair.target(), mended));
    }
}
