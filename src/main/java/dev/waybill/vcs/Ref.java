package dev.waybill.vcs;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What somebody asks to deploy: a branch, a tag, a full or short sha or {@code HEAD}, each perhaps with {@code ~n} behind.
 * Holds only what git would take as a name, see git-check-ref-format(1), and never an option.
 */
public record Ref(String name) {
    private static final int LONGEST = 255;
    private static final Pattern ANCESTOR = Pattern.compile("~[0-9]{0,4}$");
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\x00-\\x20\\x7f~^:?*\\[\\\\]|\\.\\.|@\\{|//|/\\.|^[-./]|^@$|[./]$|\\.lock(/|$)");

    public Ref {
        objection(name).ifPresent(why -> {
            throw new IllegalArgumentException(why);
        });
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

    /** Whether only the remote can say which branch this means. */
    boolean namesHead() {
        return ANCESTOR.matcher(name).replaceFirst("").toUpperCase(Locale.ROOT).equals("HEAD");
    }

    @Override
    public String toString() {
        return name;
    }
}
