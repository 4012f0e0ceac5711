package dev.waybill.vcs.refs;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order of tags by semantic version, oldest first, as in semver.org 2.0.0, item 11: {@code v1.10.0-rc.1} comes before {@code
 * v1.10.0}, which comes after {@code v1.9.0}. A {@code v}, a word or the name of a part may
 * precede the number, and a missing minor or patch number is zero. Tags
 * that are not versions come first, as plain text. No two different tags are equal.
 */
public final class VersionOrder {
    /** Something before the number, such as {@code v} or {@code shop/v}; the number; the pre-release; metadata of the build. */
    private static final Pattern VERSION = Pattern.compile("(?:.*?[/_@-])??(?:[vV]|[A-Za-z]+(?=[0-9]+\\.))?"
            + "([0-9]+)(?:\\.([0-9]+)(?:\\.([0-9]+))?)?(?:-([0-9A-Za-z.-]+))?(?:\\+[0-9A-Za-z.-]+)?");

    private static final Pattern NUMBER = Pattern.compile("[0-9]+");
    private static final int NUMBERS = 3;
    private static final int PRE_RELEASE = 4;

    private VersionOrder() {}

    /**
     * What a tag says.
     *
     * @param numbers three, without leading zeros
     * @param preRelease absent for the release itself, which comes after its pre-releases
     */
    private record Version(List<String> numbers, Optional<List<String>> preRelease) {
        static Optional<Version> of(String tag) {
            return of(VERSION.matcher(tag));
        }

        static Optional<Version> of(Matcher tag) {
            if (!tag.matches()) {
                return Optional.empty();
            }
            var preRelease = Optional.ofNullable(tag.group(PRE_RELEASE)).map(text -> List.of(text.split("\\.", -1)));
            return Optional.of(new Version(List.of(number(tag, 1), number(tag, 2), number(tag, NUMBERS)), preRelease));
        }

        private static String number(Matcher tag, int group) {
            var digits = tag.group(group);
            return digits == null ? "" : withoutZeros(digits);
        }
    }

    /**
     * Those with the newest of the versions that texts contain, in no order.
     *
     * @param most how many at most
     */
    public static <T> Collection<T> newest(int most, Collection<T> all, Function<T, String> tag) {
        if (all.size() <= most) {
            return all;
        }
        record Read<T>(T one, String tag, Optional<Version> version) {}
        var newest = new PriorityQueue<Read<T>>((a, b) -> compare(a.tag(), a.version(), b.tag(), b.version()));
        var matcher = VERSION.matcher("");
        for (var one : all) { // there can be very many
            var text = tag.apply(one);
            newest.add(new Read<>(one, text, Version.of(matcher.reset(text))));
            if (newest.size() > most) {
                newest.remove();
            }
        }
        return newest.stream().map(Read::one).toList();
    }

    /** Whether a tag is a version. */
    public static boolean isVersion(String tag) {
        return Version.of(tag).isPresent();
    }

    /** Whether a tag is a version that comes before its release, such as {@code v2.0.0-rc.1}. */
    public static boolean isPreRelease(String tag) {
        return Version.of(tag).flatMap(Version::preRelease).isPresent();
    }

    private static int compare(String a, Optional<Version> first, String b, Optional<Version> second) {
        if (first.isEmpty() || second.isEmpty()) {
            return first.isEmpty() && second.isEmpty()
                    ? a.compareTo(b)
                    : Boolean.compare(first.isPresent(), second.isPresent());
        }
        var order = compare(first.get(), second.get());
        return order == 0 ? a.compareTo(b) : order;
    }

    private static int compare(Version a, Version b) {
        for (var i = 0; i < NUMBERS; i++) {
            var order = compareNumbers(a.numbers().get(i), b.numbers().get(i));
            if (order != 0) {
                return order;
            }
        }
        if (a.preRelease().isEmpty() || b.preRelease().isEmpty()) {
            return Boolean.compare(a.preRelease().isEmpty(), b.preRelease().isEmpty());
        }
        return comparePreReleases(a.preRelease().get(), b.preRelease().get());
    }

    private static int comparePreReleases(List<String> a, List<String> b) {
        for (var i = 0; i < Math.min(a.size(), b.size()); i++) {
            var order = compareIdentifiers(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    /** Numbers come before words. */
    private static int compareIdentifiers(String a, String b) {
        var isNumber = NUMBER.matcher(a).matches();
        if (isNumber != NUMBER.matcher(b).matches()) {
            return isNumber ? -1 : 1;
        }
        return isNumber ? compareNumbers(withoutZeros(a), withoutZeros(b)) : a.compareTo(b);
    }

    /** Numbers of any length, without leading zeros. */
    private static int compareNumbers(String a, String b) {
        return a.length() == b.length() ? a.compareTo(b) : Integer.compare(a.length(), b.length());
    }

    private static String withoutZeros(String number) {
        var at = 0;
        while (at < number.length() && number.charAt(at) == '0') {
            at++;
        }
        return number.substring(at);
    }
}
