package dev.waybill.ancestry;

import dev.waybill.vcs.Kinship;

/** How one commit relates to another. */
public sealed interface Relation {
    /** The repository has not been asked yet. */
    record Unasked() implements Relation {}

    /** Unknown for ever: one of the two has vanished from the repository. */
    record Gone() implements Relation {}

    /** The repository's answer. */
    record Known(Kinship kinship) implements Relation {}
}
