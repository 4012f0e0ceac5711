package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ancestry.Containment;
import dev.waybill.ancestry.Relation;
import dev.waybill.apps.AppId;
import dev.waybill.deploys.Judgement;
import dev.waybill.locks.Lock;
import dev.waybill.locks.LockScope;
import dev.waybill.vcs.Kinship;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GatesTest {
    private static final Instant THEN = Instant.parse("2026-11-23T14:02:00Z");
    private static final String SHA = "1234567890123456789012345678901234567890";
    private static final Candidate BOBS = person("bob", null);
    private static final Candidate AUTOMATIC =
            new Candidate("shop", "production", "bot", "main", SHA, false, true, false, false, false, null);
    private static final Candidate ROLLBACK =
            new Candidate("shop", "production", "bob", "main", SHA, false, false, true, false, false, "500s");
    private static final Candidate EXCUSED =
            new Candidate("shop", "production", "bob", "main", SHA, false, false, false, true, false, null);
    private static final Lock ANNS = lock(Lock.Kind.HARD, null);

    private static Candidate person(String user, @Nullable String reason) {
        return new Candidate("shop", "production", user, "main", SHA, false, false, false, false, false, reason);
    }

    private static Lock lock(Lock.Kind kind, @Nullable Instant expires) {
        return new Lock(
                1, new LockScope(new AppId(1), "shop", "production"), kind, "ann", "db migration", THEN, expires);
    }

    private static Facts.Live live(int ahead, int behind) {
        return new Facts.Live("shop/production#1", "fedcba9", THEN, new Relation.Known(new Kinship(ahead, behind)));
    }

    private static Facts.Quarantined bad(Containment containment) {
        var judgement = new Judgement(Judgement.Verdict.FAULTY, Judgement.Cause.ROLLBACK, "500s", "ann", THEN);
        return new Facts.Quarantined("fedcba9876543210fedcba9876543210fedcba98", judgement, containment);
    }

    private static List<String> codes(Candidate candidate, Facts facts) {
        return Gates.evaluate(candidate, facts).stream().map(Blocker::code).toList();
    }

    @Test
    void evaluate_isEmpty_whenNothingStandsAgainstIt() {
        assertThat(Gates.evaluate(BOBS, World.FREE)).isEmpty();
    }

    @Test
    void evaluate_namesHolderReasonAndWayOut_whenSomebodyElseHoldsTheLock() {
        var until = lock(Lock.Kind.HARD, THEN.plusSeconds(7200));

        var blockers = Gates.evaluate(BOBS, World.FREE.with(until));

        assertThat(blockers).singleElement().satisfies(blocker -> {
            assertThat(blocker.code()).isEqualTo("LOCKED");
            assertThat(blocker.message())
                    .isEqualTo(
                            "production of shop is locked by ann since 2026-11-23 14:02 UTC: \"db migration\", until 2026-11-23 16:02 UTC; ann or an operator can release it");
            assertThat(blocker.clearableBy()).containsExactly("ann");
            assertThat(blocker.until()).isEqualTo(THEN.plusSeconds(7200));
        });
    }

    @Test
    void evaluate_tellsEachLockThatHolds() {
        assertThat(codes(BOBS, World.FREE.with(ANNS, ANNS))).containsExactly("LOCKED", "LOCKED");
    }

    @Test
    void evaluate_letsTheHolderPass() {
        assertThat(Gates.evaluate(person("ann", null), World.FREE.with(ANNS))).isEmpty();
    }

    @Test
    void evaluate_doesNotLetForcePassALock() {
        var forced = new Candidate("shop", "production", "bob", "main", SHA, true, false, false, false, false, null);

        assertThat(Gates.evaluate(forced, World.FREE.with(ANNS))).hasSize(1);
    }

    @Test
    void evaluate_holdsOnlyAutomaticDeploys_whenTheLockIsOfThatKind() {
        var world = World.FREE.with(lock(Lock.Kind.AUTOMATION, null));

        assertThat(codes(BOBS, world)).isEmpty();
        assertThat(codes(AUTOMATIC, world)).containsExactly("LOCKED");
    }

    @Test
    void warnings_tellALockThatHoldsNobody() {
        var world = World.FREE.with(lock(Lock.Kind.WARNING, null));

        assertThat(codes(AUTOMATIC, world)).isEmpty();
        assertThat(Gates.warnings(BOBS, world)).containsExactly("ann warns about production of shop: \"db migration\"");
    }

    @Test
    void evaluate_neverGoesBackwards_butWhereThatIsMeant() {
        var world = World.FREE.with(live(0, 3));

        assertThat(codes(BOBS, world)).containsExactly("OLDER_THAN_LIVE");
        assertThat(codes(AUTOMATIC, world)).containsExactly("OLDER_THAN_LIVE");
        assertThat(codes(ROLLBACK, world)).isEmpty();
    }

    @Test
    void evaluate_asksAPersonForAReason_whenLiveCommitsWouldBeLost() {
        var world = World.FREE.with(live(2, 3));

        assertThat(codes(BOBS, world)).containsExactly("REASON_NEEDED");
        assertThat(Gates.evaluate(BOBS, world).getFirst().message())
                .isEqualTo(
                        "1234567 and fedcba9, which is live, have diverged: 3 commits that are live would be lost; to deploy it anyway, request it again with a reason (\"reason\")");
        assertThat(codes(person("bob", "hotfix"), world)).isEmpty();
        assertThat(codes(EXCUSED, world)).isEmpty();
        assertThat(codes(ROLLBACK, world)).isEmpty();
        assertThat(Gates.warnings(EXCUSED, world)).hasSize(1);
        assertThat(Gates.warnings(person("bob", "hotfix"), world)).hasSize(1);
    }

    @Test
    void evaluate_holdsAutomation_andAsksPeopleWhy_whenTheCommitBringsAQuarantinedOneAlong() {
        var world = World.FREE.with(bad(Containment.CONTAINED));

        assertThat(codes(AUTOMATIC, world)).containsExactly("QUARANTINED");
        assertThat(codes(BOBS, world)).containsExactly("REASON_NEEDED");
        assertThat(codes(person("bob", "the cache was at fault"), world)).isEmpty();
        assertThat(codes(EXCUSED, world)).isEmpty();
        assertThat(codes(AUTOMATIC, World.FREE.with(bad(Containment.FREE)))).isEmpty();
    }

    @Test
    void evaluate_waitsForTheRepository_whenItIsNotKnownHowCommitsStand() {
        var unasked = new Facts.Live("shop/production#1", "fedcba9", THEN, new Relation.Unasked());

        assertThat(codes(BOBS, World.FREE.with(unasked))).containsExactly("REF_UNRESOLVED");
        assertThat(codes(BOBS, World.FREE.with(unasked).with(bad(Containment.UNASKED))))
                .containsExactly("REF_UNRESOLVED");
        assertThat(codes(ROLLBACK, World.FREE.with(unasked))).isEmpty();
    }

    @Test
    void evaluate_holdsNothing_whenWhatIsLiveIsGoneFromTheRepository() {
        var gone = new Facts.Live("shop/production#1", "fedcba9", THEN, new Relation.Gone());

        assertThat(codes(BOBS, World.FREE.with(gone))).isEmpty();
    }

    @Test
    void evaluate_tellsEveryBlocker_inTheOrderOfTheTable() {
        var world = World.FREE
                .with(ANNS)
                .with(live(1, 1))
                .with(bad(Containment.CONTAINED))
                .retiredAt(Instant.EPOCH)
                .graceUntil(THEN)
                .with(new Facts.Unresolved(null, Instant.EPOCH))
                .with(new Facts.Ahead(
                        "shop/production#1",
                        Instant.EPOCH,
                        1,
                        new Facts.Silent("bert", Instant.EPOCH),
                        new Facts.Silent("host b", Instant.EPOCH)))
                .with(new Facts.Place("anna", 5, 5, false, null));

        assertThat(codes(BOBS, world))
                .containsExactly(
                        "LOCKED",
                        "QUEUED_BEHIND",
                        "CONCURRENCY_LIMIT",
                        "REF_UNRESOLVED",
                        "NODE_SILENT",
                        "DRIVER_SILENT",
                        "GRACE",
                        "REASON_NEEDED",
                        "REASON_NEEDED",
                        "APP_RETIRED");
    }

    @Test
    void evaluate_asksForRoom_onAnyNodeThatStartsSomething() {
        var full = new Facts.Place("anna", 5, 5, false, null);
        var draining = new Facts.Place("bert", 0, 5, true, null);
        var free = new Facts.Place("cleo", 4, 5, false, null);

        assertThat(codes(BOBS, World.FREE.with(full, draining, free))).isEmpty();
        assertThat(codes(BOBS, World.FREE.with(full, draining))).containsExactly("CONCURRENCY_LIMIT");
        assertThat(Gates.evaluate(BOBS, World.FREE.with(full, draining))
                        .getFirst()
                        .message())
                .startsWith("node anna is running 5 of at most 5 deploys");
        assertThat(codes(BOBS, World.FREE.with(draining))).containsExactly("DRAINING");
    }

    @Test
    void evaluate_countsThePool() {
        assertThat(Gates.evaluate(BOBS, World.FREE.with(new Facts.Pool("database", 1, 1))))
                .singleElement()
                .satisfies(
                        blocker -> assertThat(blocker.message())
                                .isEqualTo(
                                        "the pool database is running 1 of at most 1 deploys; this one starts when one of them ends"));
    }
}
