package dev.waybill.simulation;

import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.CheckResult.State;
import dev.waybill.spi.Setting;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A check that turns green and red, vanishes, and sometimes cannot be read or reached. */
final class SimulatedCheck implements Check {
    static final String NAME = "simulated";

    private final World world;
    private final Map<Sha, State> states = new HashMap<>();
    private final Set<Sha> passed = new HashSet<>();
    /** From then on, it is green. */
    boolean isCalm;

    SimulatedCheck(World world) {
        this.world = world;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting> settings() {
        return List.of();
    }

    @Override
    public CheckAnswer ask(CheckContext context) {
        world.point();
        var answer = answer(new Sha(context.sha()), context);
        world.point();
        return answer;
    }

    private CheckAnswer answer(Sha sha, CheckContext context) {
        var luck = isCalm ? 100 : world.dice.below(100);
        if (luck < 10) {
            return new CheckAnswer.Unreachable(
                    "nobody answers", luck < 5 ? context.now().plusSeconds(20) : null);
        }
        if (luck < 15) {
            return new CheckAnswer.Unreadable("the token was revoked");
        }
        if (luck < 20) {
            return new CheckAnswer.Reported(List.of(), null);
        }
        var state = next(states.get(sha));
        states.put(sha, state);
        if (state == State.PASSED) {
            passed.add(sha);
        }
        return new CheckAnswer.Reported(List.of(new CheckResult("ci", state, null, null, null, context.now())), null);
    }

    private State next(@Nullable State before) {
        if (isCalm) {
            return State.PASSED;
        }
        return switch (before) {
            case null -> world.dice.chance(40) ? State.PASSED : State.PENDING;
            case PENDING, MISSING ->
                world.dice.chance(40) ? State.PASSED : world.dice.chance(30) ? State.FAILED : State.PENDING;
            case FAILED -> world.dice.chance(30) ? State.PENDING : State.FAILED;
            case PASSED -> world.dice.chance(10) ? State.FAILED : State.PASSED;
        };
    }

    /** Whether it ever said so of a commit. */
    boolean hasPassed(Sha sha) {
        return passed.contains(sha);
    }
}
