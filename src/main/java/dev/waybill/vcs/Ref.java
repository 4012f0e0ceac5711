package dev.waybill.vcs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody asks to deploy: a branch, a tag, a full or short sha or {@code HEAD}, each perhaps with {@code ~n} behind.
 * Holds only what git would take as a name, see git-check-ref-format(1), and never an option. {@code Lookup} has the rule by which
 * it means a commit.
 *
 * @param isSha whether it is a sha and nothing else, though a branch or a tag may have that name
 */
public record Ref(String name, boolean isSha) {
    private static final int LONGEST = 255;
    private static final Pattern ANCESTOR = Pattern.compile("~[0-9]{0,4}$");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|^[-./]|^@$|[./]$|\\.lock(/|$)");

    /** No name has a colon. */
    private static final String SHA = "sha:";

    public Ref {
        objection(name).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
    }

    /** A branch, a tag, a sha or HEAD, whichever there is. */
    public Ref(String name) {
        this(name, false);
    }

    /** A commit by the digits with which its sha begins. */
    public static Ref sha(String digits) {
        return new Ref(digits, true);
    }

    /** The one that was written as a {@link #question}. */
    public static Ref asked(String question) {
        return question.startsWith(SHA) ? sha(question.substring(SHA.length())) : new Ref(question);
    }

    /** It as one word, to be kept. */
    public String question() {
        return isSha ? SHA + name : name;
    }

    /** Why this is no ref, as a sentence; empty if it is one. */
    public static Optional<String> objection(String name) {
        var bare = ANCESTOR.matcher(name).replaceFirst("");
        if (bare.isEmpty() || bare.length() > LONGEST || FORBIDDEN.matcher(bare).find()) {
            return Optional.of("ref \"%s\" is not a name that git would take; give a branch, a tag or a sha"
                    .formatted(name.length() > 80 ? name.substring(0, 80) + "…" : name));
        }
        return Optional.empty();
    }

    /** What is said when a repository has no such thing. */
    public String absence() {
        return "the repository has no %s \"%s\"".formatted(isSha ? "commit" : "branch, tag or commit", name);
    }

    /** It without what stands behind. */
    public String base() {
        return ANCESTOR.matcher(name).replaceFirst("");
    }

    /** What stands behind it, such as {@code ~2}; mostly nothing. */
    public String ancestor() {
        return name.substring(base().length());
    }

    /** Whether only the remote can say which branch this means. */
    public boolean namesHead() {
        return base().toUpperCase(Locale.ROOT).equals("HEAD");
    }

    @Override
    public String toString() {
        return name;
    }
}
