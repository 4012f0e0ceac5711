package dev.waybill.simulation;

import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The commits of a repository: a main line, and at times a branch beside it, which is merged or given up. Both grow while a world is
 * played. A commit never changes, and its sha is that of no other world, since what is known of commits outlives a world.
 */
final class SimulatedHistory {
    private static final String MAIN = "main";
    private static final String SIDE = "side";

    private final Dice dice;
    private final long seed;
    private final List<Commit> commits = new ArrayList<>();
    private final Map<String, Commit> branches = new LinkedHashMap<>();
    /** What the main line has named, one after the other. */
    private final List<Sha> heads = new ArrayList<>();

    /**
     * One commit.
     *
     * @param contains the numbers of all commits that lead to it, and its own
     * @param reverted the number of the one that it says it reverts; null for an ordinary one
     */
    private record Commit(
            int number, Sha sha, BitSet contains, @Nullable Integer reverted) {}

    SimulatedHistory(long seed, Dice dice) {
        this.seed = seed;
        this.dice = dice;
        commit(MAIN, new BitSet(), null);
    }

    /** Somebody pushes something. Answers what it was, as words. */
    String push() {
        var side = branches.get(SIDE);
        if (side == null) {
            return dice.chance(30) ? branch() : grow(MAIN);
        }
        return switch (dice.below(6)) {
            case 0 -> merge(side);
            case 1 -> {
                branches.remove(SIDE);
                yield SIDE + " is given up";
            }
            case 2, 3 -> grow(SIDE);
            default -> grow(MAIN);
        };
    }

    /** Somebody pushes to the main line. */
    String pushToMain() {
        return grow(MAIN);
    }

    /** Somebody replaces the end of the main line: by something else, or by nothing. */
    String forcePush() {
        var kept = dice.oneOf(commits.subList(Math.max(0, commits.size() - 4), commits.size()));
        if (dice.chance(50) || kept == head(MAIN)) {
            return "forced: " + commit(MAIN, kept.contains(), null);
        }
        name(MAIN, kept);
        return "forced: %s is %s again".formatted(MAIN, kept.sha().abbreviated());
    }

    private String branch() {
        var from = dice.oneOf(commits);
        commit(SIDE, from.contains(), null);
        return "%s begins at %s".formatted(SIDE, from.sha().abbreviated());
    }

    private String merge(Commit side) {
        var both = (BitSet) head(MAIN).contains().clone();
        both.or(side.contains());
        branches.remove(SIDE);
        return "%s merges %s".formatted(commit(MAIN, both, null), SIDE);
    }

    /** Now and then by a commit that takes an earlier one back. */
    private String grow(String branch) {
        var contains = head(branch).contains();
        var reverted = dice.chance(25) ? number(dice, contains) : null;
        return commit(branch, contains, reverted)
                + (reverted == null ? "" : " reverts " + sha(reverted).abbreviated());
    }

    private static Integer number(Dice dice, BitSet numbers) {
        return dice.oneOf(numbers.stream().boxed().toList());
    }

    private String commit(String branch, BitSet before, @Nullable Integer reverted) {
        var number = commits.size();
        var contains = (BitSet) before.clone();
        contains.set(number);
        var commit = new Commit(number, new Sha("%07x%033x".formatted(number, seed)), contains, reverted);
        commits.add(commit);
        name(branch, commit);
        return "%s is %s".formatted(branch, commit.sha().abbreviated());
    }

    private void name(String branch, Commit commit) {
        branches.put(branch, commit);
        if (branch.equals(MAIN)) {
            heads.add(commit.sha());
        }
    }

    /** What has been at the end of the main line so far, in that order; nobody need have seen all of it. */
    List<Sha> heads() {
        return heads;
    }

    /** What is at the end of the main line. */
    Sha head() {
        return head(MAIN).sha();
    }

    private Commit head(String branch) {
        return branches.getOrDefault(branch, commits.getFirst());
    }

    /** What a branch or a sha is now. */
    Optional<Sha> find(String ref) {
        var branch = branches.get(ref.equals("HEAD") ? MAIN : ref);
        return branch != null
                ? Optional.of(branch.sha())
                : commits.stream()
                        .map(Commit::sha)
                        .filter(sha -> sha.hex().equals(ref))
                        .findFirst();
    }

    /** In the order in which they came. */
    List<Sha> all() {
        return commits.stream().map(Commit::sha).toList();
    }

    List<String> branches() {
        return List.copyOf(branches.keySet());
    }

    private Sha sha(int number) {
        return commits.get(number).sha();
    }

    private Commit of(Sha sha) {
        return commits.get(Integer.parseInt(sha.abbreviated(), 16));
    }

    Kinship kinship(Sha base, Sha target) {
        return new Kinship(
                between(base, target).cardinality(), between(target, base).cardinality());
    }

    /** What the second has that the first lacks. */
    private BitSet between(Sha base, Sha target) {
        var only = (BitSet) of(target).contains().clone();
        only.andNot(of(base).contains());
        return only;
    }

    boolean isMended(Sha bad, Sha target) {
        var contained = of(target).contains();
        return between(bad, target).stream()
                .filter(number -> isReverting(number, of(bad).number()))
                .anyMatch(number -> contained.stream().noneMatch(later -> isReverting(later, number)));
    }

    private boolean isReverting(int number, int other) {
        return Integer.valueOf(other).equals(commits.get(number).reverted());
    }
}
