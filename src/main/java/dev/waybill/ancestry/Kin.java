package dev.waybill.ancestry;

import dev.waybill.store.Tx;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The known relations between commits. For a pair that is missing, the repository has not been asked yet.
 *
 * @param relations the relation of the second commit of a pair to the first
 * @param remedies whether the second commit of a pair contains a fix for the first
 */
public record Kin(Map<Pair, Relation> relations, Map<Pair, Boolean> remedies) {
    public static final Kin NONE = new Kin(Map.of(), Map.of());

    public Kin {
        relations = Map.copyOf(relations);
        remedies = Map.copyOf(remedies);
    }

    record Pair(Sha base, Sha target) implements Comparable<Pair> {
        private static final Comparator<Pair> ORDER = Comparator.comparing(
                        (Pair pair) -> pair.base().hex())
                .thenComparing(pair -> pair.target().hex());

        @Override
        public int compareTo(Pair other) {
            return ORDER.compare(this, other);
        }
    }

    /** The union of both. */
    public Kin and(Kin other) {
        var allRelations = new HashMap<>(relations);
        allRelations.putAll(other.relations);
        var allRemedies = new HashMap<>(remedies);
        allRemedies.putAll(other.remedies);
        return new Kin(allRelations, allRemedies);
    }

    public Relation relation(Sha base, Sha target) {
        return base.equals(target)
                ? new Relation.Known(new Kinship(0, 0))
                : relations.getOrDefault(new Pair(base, target), new Relation.Unasked());
    }

    /** Whether a commit contains a bad one. A commit that has vanished from the repository is contained in nothing. */
    public Containment containment(Sha bad, Sha target) {
        return switch (relation(bad, target)) {
            case Relation.Unasked _ -> Containment.UNASKED;
            case Relation.Gone _ -> Containment.FREE;
            case Relation.Known(var kinship) when kinship.isSame() -> Containment.CONTAINED;
            case Relation.Known(var kinship) when kinship.isAhead() -> brought(new Pair(bad, target));
            case Relation.Known _ -> Containment.FREE;
        };
    }

    private Containment brought(Pair badAndTarget) {
        var isMended = remedies.get(badAndTarget);
        if (isMended == null) {
            return Containment.UNASKED;
        }
        return isMended ? Containment.FREE : Containment.CONTAINED;
    }

    /** Stores the relations. The order of the rows is fixed, because another thread may be storing the same ones. */
    public void store(Tx tx) {
        new TreeMap<>(relations).forEach((pair, relation) -> KinshipStore.put(tx, pair, relation));
        new TreeMap<>(remedies).forEach((pair, isMended) -> KinshipStore.putMended(tx, pair, isMended));
    }

    public boolean isEmpty() {
        return relations.isEmpty() && remedies.isEmpty();
    }
}
