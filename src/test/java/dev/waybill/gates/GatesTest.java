package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
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
            List<Facts.Place> places,
            Optional<Facts.Pool> pool)
            implements Facts {
        static final World FREE = locked(null);

        static World locked(@Nullable Lock lock) {
            return new World(
                    Optional.ofNullable(lock),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    List.of(),
                    Optional.empty());
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
                Optional.of(new Facts.Ahead(
                        "shop/production#1", Instant.EPOCH, 1, new Facts.Silent("bert", Instant.EPOCH))),
                List.of(new Facts.Place("anna", 5, 5, false)),
                Optional.empty());

        assertThat(Gates.evaluate(BOBS, world))
                .extracting(Blocker::code)
                .containsExactly(
                        "LOCKED", "QUEUED_BEHIND", "CONCURRENCY_LIMIT", "REF_UNRESOLVED", "NODE_SILENT", "APP_RETIRED");
    }

    @Test
    void evaluate_asksForRoom_onAnyNodeThatStartsSomething() {
        var full = new Facts.Place("anna", 5, 5, false);
        var draining = new Facts.Place("bert", 0, 5, true);
        var free = new Facts.Place("cleo", 4, 5, false);

        assertThat(at(full, draining, free)).isEmpty();
        assertThat(at(full, draining)).singleElement().extracting(Blocker::code).isEqualTo("CONCURRENCY_LIMIT");
        assertThat(at(full, draining).getFirst().message())
                .startsWith("node anna runs 5 of the 5 deploys that it may run at once");
        assertThat(at(draining)).singleElement().extracting(Blocker::code).isEqualTo("DRAINING");
    }

    @Test
    void evaluate_countsThePool() {
        var pool = Optional.of(new Facts.Pool("database", 1, 1));
        var world = new World(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of(), pool);

        assertThat(Gates.evaluate(BOBS, world))
                .singleElement()
                .satisfies(
                        blocker -> assertThat(blocker.message())
                                .isEqualTo(
                                        "the pool database runs 1 of the 1 deploys that it may run at once; it starts when one of them ends"));
    }

    private static List<Blocker> at(Facts.Place... places) {
        var world = new World(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(places),
                Optional.empty());
        return Gates.evaluate(BOBS, world);
    }
}
