package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Candidate BOBS = new Candidate("shop", "production", "bob", "main", null, false);
    private static final Lock ANNS = new Lock("ann", "db migration", Instant.parse("2026-11-23T14:02:00Z"));

    /** The world around a candidate, as a test wants it. */
    private record World(
            @Nullable Lock held,
            Blocker.@Nullable QueuedBehind behind,
            int running,
            int maxRunning,
            @Nullable Blocker vcs)
            implements Facts {
        static final World FREE = new World(null, null, 0, 1, null);

        @Override
        public Optional<Lock> lock() {
            return Optional.ofNullable(held);
        }

        @Override
        public Optional<Instant> retired() {
            return Optional.empty();
        }

        @Override
        public Optional<Blocker> unresolved() {
            return Optional.ofNullable(vcs);
        }

        @Override
        public Optional<Blocker.QueuedBehind> ahead() {
            return Optional.ofNullable(behind);
        }
    }

    @Test
    void evaluate_isEmpty_whenNothingStandsAgainstIt() {
        assertThat(Gates.evaluate(BOBS, World.FREE)).isEmpty();
    }

    @Test
    void evaluate_namesHolderReasonAndWayOut_whenSomebodyElseHoldsTheLock() {
        var blockers = Gates.evaluate(BOBS, new World(ANNS, null, 0, 1, null));

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
        var anns = new Candidate("shop", "production", "ann", "main", null, false);

        assertThat(Gates.evaluate(anns, new World(ANNS, null, 0, 1, null))).isEmpty();
    }

    @Test
    void evaluate_doesNotLetForcePassALock() {
        var forced = new Candidate("shop", "production", "bob", "main", null, true);

        assertThat(Gates.evaluate(forced, new World(ANNS, null, 0, 1, null))).hasSize(1);
    }

    @Test
    void evaluate_tellsEveryBlocker_inTheOrderOfTheTable() {
        var world = new World(
                ANNS,
                new Blocker.QueuedBehind("shop/production#1", true, 1, null),
                5,
                5,
                new Blocker.RefUnresolved("main", "the repository of shop", Instant.EPOCH));

        assertThat(Gates.evaluate(BOBS, world))
                .extracting(Blocker::code)
                .containsExactly("LOCKED", "QUEUED_BEHIND", "CONCURRENCY_LIMIT", "REF_UNRESOLVED");
    }
}
