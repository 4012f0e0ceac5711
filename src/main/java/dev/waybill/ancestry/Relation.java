package dev.waybill.ancestry;

import dev.waybill.vcs.Kinship;

/** What one commit is to another. */
public sealed interface Relation {
    /** The repository has not been asked yet. */
    record Unasked() implements Relation {}

    /** One of the two is not in the repository any more, so nobody can tell. */
    record Gone() implements Relation {}

    /** So says the repository. */
    record Known(Kinship kinship) implements Relation {}
}
