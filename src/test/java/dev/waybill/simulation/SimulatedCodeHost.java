package dev.waybill.simulation;

import dev.waybill.forge.Ability;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.Deployments;
import dev.waybill.forge.Forge;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.ListedDeployment;
import dev.waybill.forge.Origin;
import dev.waybill.vcs.Sha;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** A code host that registers deploys, and sometimes is away, refuses, or loses its answer. */
final class SimulatedCodeHost implements Forge, Deployments {
    private final World world;
    private final Map<String, Long> numbers = new HashMap<>();
    /** From then on, it registers everything. */
    boolean isCalm;

    SimulatedCodeHost(World world) {
        this.world = world;
    }

    @Override
    public List<ListedDeployment> list(int page) {
        return List.of(); // nobody accepts any
    }

    @Override
    public boolean hasState(long deployment) {
        return false;
    }

    @Override
    public OptionalLong find(String key, Sha sha, String environment) throws ForgeFailure {
        world.point();
        fail(5, Kind.UNREACHABLE);
        var number = numbers.get(key);
        return number == null ? OptionalLong.empty() : OptionalLong.of(number);
    }

    @Override
    public long register(Registration registration) throws ForgeFailure {
        world.point();
        fail(10, Kind.UNREACHABLE);
        fail(3, Kind.INVALID);
        if (registration.contexts() == null) {
            fail(15, Kind.CONFLICT);
        }
        var number = numbers.computeIfAbsent(registration.key(), _ -> numbers.size() + 1L);
        fail(5, Kind.UNREACHABLE); // its answer is lost
        world.point();
        return number;
    }

    @Override
    public void report(long deployment, Status status) throws ForgeFailure {
        world.point();
        fail(5, Kind.UNREACHABLE);
    }

    private void fail(int percent, Kind kind) throws ForgeFailure {
        if (!isCalm && world.dice.chance(percent)) {
            throw new ForgeFailure(kind, "the code host is " + kind);
        }
    }

    @Override
    public Optional<Deployments> deployments() {
        return Optional.of(this);
    }

    @Override
    public String host() {
        return "Hub";
    }

    @Override
    public Optional<String> link() {
        return Optional.empty();
    }

    @Override
    public String repository() {
        return "acme/shop";
    }

    @Override
    public Optional<String> commitLink(Sha sha) {
        return Optional.empty();
    }

    @Override
    public Optional<String> compareLink(Sha from, Sha to) {
        return Optional.empty();
    }

    @Override
    public List<CheckReport> checks(Sha sha) {
        return List.of();
    }

    @Override
    public void publish(Sha sha, CheckReport report) {
        // nobody reads them
    }

    @Override
    public Map<Sha, Origin> origins(List<Sha> commits) {
        return Map.of();
    }

    @Override
    public void comment(int pullRequest, String text, String marker) {
        // nobody reads them
    }

    @Override
    public List<Ability> abilities() {
        return List.of();
    }
}
