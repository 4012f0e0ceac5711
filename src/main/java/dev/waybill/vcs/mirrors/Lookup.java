package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Finds the commit that a ref names in one copy. git itself takes the first match of tag, branch and sha, and only
 * warns. Here, a name that matches two commits is refused; full names ({@code refs/heads/main}) and full shas are never
 * ambiguous. Blocks.
 */
final class Lookup {
    private static final Duration QUICK = Duration.ofSeconds(30);
    private static final Pattern DIGITS = Pattern.compile("(?i)[0-9a-f]{4,40}");

    /** Shorter ones are often words, and match the start of some sha by chance. */
    private static final int CERTAIN = 7;

    /** The output of git describe: a tag, the number of commits since, and the sha. */
    private static final Pattern DESCRIPTION = Pattern.compile(".+-[0-9]+-g([0-9a-f]{4,40})");

    private final Git git;
    private final Path copy;

    Lookup(Git git, Path copy) {
        this.git = git;
        this.copy = copy;
    }

    /**
     * A commit that a ref can name.
     *
     * @param name unambiguous: a full name, or a full sha
     */
    private record Meaning(String name, Sha sha) {
        String shown() {
            return Sha.isFull(name) ? name : "%s (%s)".formatted(name, sha.abbreviated());
        }
    }

    /**
     * The commit; empty if there is none.
     *
     * @throws Unresolvable if the ref is ambiguous, or if it is HEAD and HEAD names nothing
     */
    Optional<Sha> find(Ref ref) throws IOException, InterruptedException {
        var base = ref.base();
        var found = ref.isSha() ? bySha(base) : base.equals("HEAD") ? Optional.of(head()) : byName(ref);
        return found.isEmpty() || ref.ancestor().isEmpty()
                ? found
                : commit(found.get().hex() + ref.ancestor());
    }

    private Optional<Sha> byName(Ref ref) throws IOException, InterruptedException {
        var name = ref.base();
        var isSha = DIGITS.matcher(name).matches();
        if (isSha && name.length() == Sha.DIGITS) {
            return bySha(name);
        }
        var all = new ArrayList<>(named(name));
        if (isSha && (all.isEmpty() || name.length() >= CERTAIN)) {
            bySha(name).ifPresent(sha -> all.add(new Meaning(sha.hex(), sha)));
        }
        if (all.stream().map(Meaning::sha).distinct().count() > 1) {
            throw ambiguous(ref, all);
        }
        return all.isEmpty() ? described(name) : Optional.of(all.getFirst().sha());
    }

    private static Unresolvable ambiguous(Ref ref, List<Meaning> all) {
        return new Unresolvable("\"%s\" means more than one commit: %s; give one of these names, in full"
                .formatted(ref, all.stream().map(Meaning::shown).collect(Collectors.joining(" and "))));
    }

    private Optional<Sha> described(String name) throws IOException, InterruptedException {
        var description = DESCRIPTION.matcher(name);
        return description.matches() ? bySha(description.group(1)) : Optional.empty();
    }

    /** The branches and tags of that name that point to a commit. */
    private List<Meaning> named(String name) throws IOException, InterruptedException {
        var fullNames = name.startsWith("refs/")
                ? List.of(name)
                : Stream.of("refs/heads/", "refs/tags/", "refs/")
                        .filter(prefix -> !prefix.equals("refs/") || name.matches("(heads|tags)/.*"))
                        .map(prefix -> prefix + name)
                        .toList();
        var command = new ArrayList<>(List.of("for-each-ref", "--format=%(objecttype) %(objectname) %(refname)"));
        command.addAll(fullNames);
        var found = new ArrayList<Meaning>();
        for (var line : answer(command).lines().toList()) {
            var words = line.split(" ", 3);
            if (fullNames.contains(words[2])) { // git also lists refs below these
                var sha = words[0].equals("commit") ? Optional.of(new Sha(words[1])) : commit(words[1]);
                sha.ifPresent(it -> found.add(new Meaning(words[2], it)));
            }
        }
        return found;
    }

    /** The commit whose sha has this prefix; otherwise, the commit of an annotated tag whose sha has it. */
    private Optional<Sha> bySha(String digits) throws IOException, InterruptedException {
        var prefix = digits.toLowerCase(Locale.ROOT);
        if (prefix.length() == Sha.DIGITS) {
            return commit(prefix);
        }
        var objects =
                answer(List.of("rev-parse", "--disambiguate=" + prefix)).lines().toList();
        if (objects.isEmpty()) {
            return Optional.empty();
        }
        var command = new ArrayList<>(List.of("rev-list", "--no-walk=unsorted"));
        command.addAll(objects);
        command.add("--");
        // git fails if no object is a commit.
        var commits = git.run(copy, QUICK, command.toArray(String[]::new))
                .output()
                .lines()
                .filter(Sha::isFull)
                .distinct()
                .toList();
        var own = commits.stream().filter(sha -> sha.startsWith(prefix)).toList();
        var meant = own.isEmpty() ? commits : own;
        if (meant.size() > 1) {
            throw new Unresolvable("more than one commit begins with %s; give more digits".formatted(prefix));
        }
        return meant.stream().findFirst().map(Sha::new);
    }

    private Sha head() throws IOException, InterruptedException {
        var head = Head.read(copy);
        var found = switch (head) {
            case Head.Branch(var name) ->
                named("refs/heads/" + name).stream().findFirst().map(Meaning::sha);
            case Head.Detached(var sha) -> commit(sha.hex());
            case Head.Nowhere() -> Optional.<Sha>empty();
        };
        if (found.isPresent()) {
            return found.get();
        }
        throw new Unresolvable(
                answer(List.of("for-each-ref", "--count=1")).isEmpty()
                        ? "the repository is empty; push a branch to it first"
                        : "the HEAD of the repository names %s; name a branch, a tag or a sha, set default_ref, or let HEAD name a branch there"
                                .formatted(head.absence()));
    }

    /** @param name unambiguous */
    private Optional<Sha> commit(String name) throws IOException, InterruptedException {
        var done = git.run(copy, QUICK, "rev-parse", "--verify", "--quiet", name + "^{commit}");
        // If a branch is named like a full sha, git prints a warning first.
        return done.ok() ? done.output().lines().filter(Sha::isFull).findFirst().map(Sha::new) : Optional.empty();
    }

    private String answer(List<String> command) throws IOException, InterruptedException {
        return git.answer(copy, QUICK, command.toArray(String[]::new)).strip();
    }
}
