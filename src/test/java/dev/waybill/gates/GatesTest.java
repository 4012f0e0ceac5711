package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Candidate BOBS = new Candidate("api", "shop", "production", "bob", "main", null, false);
    private static final Lock ANNS = new Lock("ann", "db migration", Instant.parse("2026-11-23T14:02:00Z"));

    /** The world around a candidate, as a test wants it. */
    private record World(
            Optional<Lock> lock,
            Optional<Instant> retired,
            Optional<Facts.Unresolved> unresolved,
            Optional<Facts.Ahead> ahead,
            int running,
            int maxRunning)
            implements Facts {
        static final World FREE = locked(null);

        static World locked(@Nullable Lock lock) {
            return new World(Optional.ofNullable(lock), Optional.empty(), Optional.empty(), Optional.empty(), 0, 1);
        }
    }

    @Test
    void evaluate_isEmpty_whenNothingStandsAgainstIt() {
        assertThat(Gates.evaluate(BOBS, World.FREE)).isEmpty();
    }

    @Test
    void evaluate_namesHolderReasonAndWayOut_whenSomebodyElseHoldsTheLock() {
        var blockers = Gates.evaluate(BOBS, World.locked(ANNS));

        assertThat(blockers).singleElement().satisfies(blocker -> {
            assertThat(blocker.code()).isEqualTo("LOCKED");
            assertThat(blocker.message())
                    .isEqualTo(
                            "shop is locked by ann since 2026-11-23 14:02 UTC: \"db migration\"; ann or an operator can release it");
            assertThat(blocker.clearableBy()).containsExactly("ann");
        });
    }

    @Test
    void evaluate_letsTheHolderPass() {
        var anns = new Candidate("api", "shop", "production", "ann", "main", null, false);

        assertThat(Gates.evaluate(anns, World.locked(ANNS))).isEmpty();
    }

    @Test
    void evaluate_doesNotLetForcePassALock() {
        var forced = new Candidate("api", "shop", "production", "bob", "main", null, true);

        assertThat(Gates.evaluate(forced, World.locked(ANNS))).hasSize(1);
    }

    @Test
    void evaluate_tellsEveryBlocker_inTheOrderOfTheTable() {
        var world = new World(
                Optional.of(ANNS),
                Optional.of(Instant.EPOCH),
                Optional.of(new Facts.Unresolved(null, Instant.EPOCH)),
                Optional.of(new Facts.Ahead("shop/production#1", null, 1)),
                5,
                5);

        assertThat(Gates.evaluate(BOBS, world))
                .extracting(Blocker::code)
                .containsExactly("LOCKED", "QUEUED_BEHIND", "CONCURRENCY_LIMIT", "REF_UNRESOLVED", "APP_RETIRED");
    }
}
