package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.checks.Checked;
import dev.waybill.locks.Lock;
import dev.waybill.registrations.Registration;
import dev.waybill.registrations.Unregistered;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RegistrationGatesTest {
    private static final Instant THEN = Instant.parse("2026-11-23T14:02:00Z");
    private static final Candidate BOBS = candidate(false, false, false);
    private static final Candidate AUTOMATIC = candidate(false, true, false);
    private static final Candidate FORCED = candidate(true, false, false);
    private static final Candidate ROLLBACK = candidate(false, false, true);

    private static Candidate candidate(boolean forced, boolean isAutomatic, boolean isRollback) {
        return new Candidate(
                "shop",
                "production",
                "bob",
                "main",
                "a".repeat(40),
                forced,
                isAutomatic,
                isRollback,
                false,
                false,
                "why");
    }

    /** A world in which the code host does not know the candidate. */
    private record Unknown(World rest, Unregistered deploy) implements Facts {
        @Override
        public Optional<Unregistered> unregistered() {
            return Optional.of(deploy);
        }

        @Override
        public List<Lock> locks() {
            return rest.locks();
        }

        @Override
        public Optional<Instant> retired() {
            return rest.retired();
        }

        @Override
        public Optional<Unresolved> unresolved() {
            return rest.unresolved();
        }

        @Override
        public List<Checked> checks() {
            return rest.checks();
        }

        @Override
        public boolean wasLive() {
            return rest.wasLive();
        }

        @Override
        public Optional<Live> live() {
            return rest.live();
        }

        @Override
        public List<Quarantined> quarantined() {
            return rest.quarantined();
        }

        @Override
        public Optional<Instant> grace() {
            return rest.grace();
        }

        @Override
        public Optional<Ahead> ahead() {
            return rest.ahead();
        }

        @Override
        public List<Place> places() {
            return rest.places();
        }

        @Override
        public Optional<Pool> pool() {
            return rest.pool();
        }
    }

    private static Unregistered unregistered(@Nullable String complaint, @Nullable Instant next) {
        var known =
                complaint == null ? null : new Registration("GitHub", "acme/shop", null, null, complaint, THEN, false);
        return new Unregistered("github", known, THEN, next != null, next, null);
    }

    private static List<String> codes(Candidate candidate, World world) {
        return Gates.evaluate(candidate, new Unknown(world, unregistered(null, null))).stream()
                .map(Blocker::code)
                .toList();
    }

    @Test
    void evaluate_holdsWhatIsNotRegistered_unlessItIsForcedOrGoesBack() {
        assertThat(codes(BOBS, World.FREE)).containsExactly("NOT_REGISTERED");
        assertThat(codes(AUTOMATIC, World.FREE)).containsExactly("NOT_REGISTERED");
        assertThat(codes(ROLLBACK, World.FREE)).containsExactly("NOT_REGISTERED");
        assertThat(codes(FORCED, World.FREE)).isEmpty();
        assertThat(codes(ROLLBACK, World.FREE.onceLive())).isEmpty();
        assertThat(Gates.warnings(FORCED, new Unknown(World.FREE, unregistered(null, null))))
                .containsExactly("force skips the registration at its code host; the deploy is registered later");
    }

    @Test
    void evaluate_saysWhyADeployIsNotRegistered_andWhatComesNext() {
        var deploy = unregistered("GitHub answered 503", THEN.plusSeconds(40));

        var blocker = Gates.evaluate(BOBS, new Unknown(World.FREE, deploy)).getFirst();

        assertThat(blocker.message())
                .isEqualTo(
                        "shop requires that its deploys are registered at GitHub (github.required); this one is not registered: GitHub answered 503; next attempt at 14:02:40 UTC; it starts once it is registered; to skip this, force the deploy (\"force\")");
        assertThat(blocker.since()).isEqualTo(THEN);
        assertThat(blocker.clearableBy()).containsExactly("anyone with permission to force");
        assertThat(Gates.refusesRequest(blocker, false)).isFalse();
    }
}
