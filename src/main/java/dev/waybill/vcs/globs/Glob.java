package dev.waybill.vcs.globs;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern for paths, as git reads {@code :(glob)}, gitglossary(7): {@code *} and {@code ?} do not match a slash,
 * {@code **} between slashes matches any number of directories, and a pattern without wildcards also matches everything
 * in a directory of its name. Unlike in git, characters are not bytes. Time is at most proportional to the product of
 * both lengths. Immutable.
 */
public final class Glob {
    /** Maximum number of characters. */
    static final int LONGEST = 500;

    private final String text;
    private final List<GlobPiece> pieces;
    private final boolean hasWildcard;

    /** @throws IllegalArgumentException with an {@link #objection} */
    public Glob(String text) {
        objection(text).ifPresent(why -> {
            throw new IllegalArgumentException("\"%s\" %s".formatted(text, why));
        });
        this.text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.pieces = List.copyOf(GlobPiece.parse(this.text));
        this.hasWildcard = !pieces.stream().allMatch(GlobPiece.Letter.class::isInstance);
    }

    /** Why this is not a pattern, as the end of a sentence; empty if it is one. */
    public static Optional<String> objection(String text) {
        if (text.isBlank() || text.indexOf('\0') >= 0) {
            return Optional.of("must be a pattern for paths such as services/shop/**");
        }
        if (text.length() > LONGEST) {
            return Optional.of("must have %d letters at most".formatted(LONGEST));
        }
        if (List.of(text.split("/")).stream().anyMatch(Set.of("", ".", "..")::contains)) {
            return Optional.of(
                    "must begin at the top of the repository, and have a name before and behind every slash");
        }
        try {
            GlobPiece.parse(text);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The argument for git's command line. */
    public String pathspec() {
        return ":(top,glob)" + text;
    }

    /** @param path relative to the root of the repository, without a leading slash */
    public boolean matches(String path) {
        if (!hasWildcard && path.startsWith(text) && path.startsWith("/", text.length())) {
            return true;
        }
        // The set of pieces that can be next. All are tried at once, because backtracking can take exponential time.
        var next = new boolean[pieces.size() + 1];
        next[0] = true;
        skipOptional(next);
        for (var at = 0; at < path.length(); ) {
            var letter = path.codePointAt(at);
            goBehind(next, letter);
            at += Character.charCount(letter);
        }
        return next[pieces.size()];
    }

    /** Backwards, so that a piece that becomes the next one is not asked about the same letter. */
    private void goBehind(boolean[] next, int letter) {
        next[pieces.size()] = false;
        for (var i = pieces.size() - 1; i >= 0; i--) {
            if (next[i]) {
                var piece = pieces.get(i);
                next[i] = piece.stays(letter);
                next[i + 1] |= piece.goesOn(letter);
            }
        }
        skipOptional(next);
    }

    private void skipOptional(boolean[] next) {
        for (var i = 0; i < pieces.size(); i++) {
            switch (pieces.get(i)) {
                case GlobPiece.WithinName(), GlobPiece.Everything() -> next[i + 1] |= next[i];
                case GlobPiece.Directories() -> {
                    next[i + 1] |= next[i];
                    next[i + 2] |= next[i];
                }
                case GlobPiece.Letter _,
                        GlobPiece.AnyLetter _,
                        GlobPiece.OneOf _,
                        GlobPiece.UpToSlash _ -> {} // cannot match nothing
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Glob glob && text.equals(glob.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
