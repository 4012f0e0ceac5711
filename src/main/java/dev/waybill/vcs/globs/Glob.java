package dev.waybill.vcs.globs;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A pattern for paths as git reads one of {@code :(glob)}, gitglossary(7): {@code *} and {@code ?} stop at a slash, {@code **}
 * between slashes is any number of directories, and a pattern without any of these also means all that lies in a directory of
 * its name. A letter is a letter, where git takes a byte. Takes no longer than the product of both lengths, whatever they are. Immutable.
 */
public final class Glob {
    /** More letters than a pattern has that is meant well. */
    static final int LONGEST = 500;

    private final String text;
    private final List<GlobPiece> pieces;

    /** @throws IllegalArgumentException with an {@link #objection} */
    public Glob(String text) {
        objection(text).ifPresent(why -> {
            throw new IllegalArgumentException("\"%s\" %s".formatted(text, why));
        });
        this.text = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        this.pieces = List.copyOf(GlobPiece.parse(this.text));
    }

    /** Why this is no pattern, as the end of a sentence; empty if it is one. */
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

    /** What git takes for this on its command line. */
    public String pathspec() {
        return ":(top,glob)" + text;
    }

    /** @param path from the top of the repository, without a slash before it */
    public boolean matches(String path) {
        if (pieces.stream().allMatch(GlobPiece.Letter.class::isInstance)
                && path.startsWith(text)
                && path.startsWith("/", text.length())) {
            return true;
        }
        // Which pieces may be next: all ways at once, since trying one after the other may take for ever.
        var next = new boolean[pieces.size() + 1];
        next[0] = true;
        skipOptional(next);
        for (var letter : path.codePoints().toArray()) {
            next = behind(next, letter);
        }
        return next[pieces.size()];
    }

    private boolean[] behind(boolean[] before, int letter) {
        var after = new boolean[before.length];
        for (var i = 0; i < pieces.size(); i++) {
            if (before[i]) {
                var piece = pieces.get(i);
                after[i] |= piece.stays(letter);
                after[i + 1] |= piece.goesOn(letter);
            }
        }
        skipOptional(after);
        return after;
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
                        GlobPiece.UpToSlash _ -> {} // has to be there
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
