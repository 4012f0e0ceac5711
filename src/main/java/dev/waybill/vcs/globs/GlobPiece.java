package dev.waybill.vcs.globs;

import java.util.ArrayList;
import java.util.List;

/** A part of a {@link Glob} that matches a part of a path. */
sealed interface GlobPiece {
    record Letter(int letter) implements GlobPiece {}

    record AnyLetter() implements GlobPiece {}

    /** @param ranges first and last character of each range, alternating */
    record OneOf(boolean negated, List<Integer> ranges) implements GlobPiece {
        boolean has(int letter) {
            for (var i = 0; i < ranges.size(); i += 2) {
                if (ranges.get(i) <= letter && letter <= ranges.get(i + 1)) {
                    return !negated;
                }
            }
            return negated;
        }
    }

    /** Any characters except slashes. */
    record WithinName() implements GlobPiece {}

    /** Any characters. */
    record Everything() implements GlobPiece {}

    /** No directory, or the {@link UpToSlash} that always follows. */
    record Directories() implements GlobPiece {}

    /** Any characters up to and including a slash. */
    record UpToSlash() implements GlobPiece {}

    /** Whether it matches this character and can match more. */
    default boolean stays(int letter) {
        return switch (this) {
            case Letter _, AnyLetter _, OneOf _, Directories _ -> false;
            case WithinName() -> letter != '/';
            case Everything(), UpToSlash() -> true;
        };
    }

    /** Whether it matches this character as its last one. */
    default boolean goesOn(int letter) {
        return switch (this) {
            case Letter(var it) -> letter == it;
            case AnyLetter() -> letter != '/';
            case OneOf one -> letter != '/' && one.has(letter);
            case WithinName(), Everything(), Directories() -> false;
            case UpToSlash() -> letter == '/';
        };
    }

    /** @throws IllegalArgumentException if the pattern is invalid, with the end of a sentence */
    static List<GlobPiece> parse(String text) {
        var pieces = new ArrayList<GlobPiece>();
        var at = 0;
        while (at < text.length()) {
            var letter = text.codePointAt(at);
            var isAtName = at == 0 || text.charAt(at - 1) == '/';
            if (isAtName && text.startsWith("**/", at)) {
                pieces.addAll(List.of(new Directories(), new UpToSlash()));
                at += 3;
            } else if (isAtName && text.substring(at).equals("**")) {
                pieces.add(new Everything());
                at += 2;
            } else if (letter == '*') {
                pieces.add(new WithinName());
                at++;
            } else if (letter == '?') {
                pieces.add(new AnyLetter());
                at++;
            } else if (letter == '[') {
                at = GlobClass.parse(text, at, pieces);
            } else {
                var from = letter == '\\' ? at + 1 : at;
                if (from == text.length()) {
                    throw new IllegalArgumentException("must not end with a backslash");
                }
                pieces.add(new Letter(text.codePointAt(from)));
                at = from + Character.charCount(text.codePointAt(from));
            }
        }
        return pieces;
    }
}
