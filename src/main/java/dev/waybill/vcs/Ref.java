package dev.waybill.vcs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What to deploy: a branch, a tag, a full or short sha or {@code HEAD}, optionally followed by {@code ~n}. Contains
 * only names that git accepts, see git-check-ref-format(1), and never an option. {@code Lookup} resolves it to a
 * commit.
 *
 * @param isSha whether it can only be a sha, even if a branch or tag has the same name
 */
public record Ref(String name, boolean isSha) {
    private static final int LONGEST = 255;
    private static final Pattern ANCESTOR = Pattern.compile("~[0-9]{0,4}$");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|^[-./]|^@$|[./]$|\\.lock(/|$)");

    /** Names cannot contain a colon. */
    private static final String SHA = "sha:";

    public Ref {
        objection(name).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    /** A branch, a tag, a sha or HEAD. */
    public Ref(String name) {
        this(name, false);
    }

    /** A commit whose sha begins with these digits. */
    public static Ref sha(String digits) {
        return new Ref(digits, true);
    }

    /** Parses a {@link #question}. */
    public static Ref asked(String question) {
        return question.startsWith(SHA) ? sha(question.substring(SHA.length())) : new Ref(question);
    }

    /** Its text form for storage. */
    public String question() {
        return isSha ? SHA + name : name;
    }

    /** Why the name is not a ref; empty if it is one. */
    public static Optional<String> objection(String name) {
        var bare = withoutAncestor(name);
        if (bare.isEmpty() || bare.length() > LONGEST || FORBIDDEN.matcher(bare).find()) {
            return Optional.of("ref \"%s\" is not a name that git would take; give a branch, a tag or a sha"
                    .formatted(name.length() > 80 ? name.substring(0, 80) + "…" : name));
        }
        return Optional.empty();
    }

    /** The message for a repository that does not have it. */
    public String absence() {
        return "the repository has no %s \"%s\"".formatted(isSha ? "commit" : "branch, tag or commit", name);
    }

    /** The part before {@code ~n}. */
    public String base() {
        return withoutAncestor(name);
    }

    private static String withoutAncestor(String name) {
        return name.indexOf('~') < 0 ? name : ANCESTOR.matcher(name).replaceFirst("");
    }

    /** The {@code ~n} part, such as {@code ~2}; usually empty. */
    public String ancestor() {
        return name.substring(base().length());
    }

    /** Whether it depends on the remote's HEAD. */
    public boolean namesHead() {
        return base().toUpperCase(Locale.ROOT).equals("HEAD");
    }

    @Override
    public String toString() {
        return name;
    }
}
