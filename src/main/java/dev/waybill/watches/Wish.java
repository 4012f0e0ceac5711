package dev.waybill.watches;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.globs.Glob;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.vcs.refs.VersionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which refs of its repository somebody wants to know for an app.
 *
 * @param names full names, such as {@code refs/heads/main}, or {@code HEAD}
 * @param tags patterns for the names of tags, such as {@code v*}, see {@link Glob}
 * @param pace how soon
 */
public record Wish(SortedSet<String> names, SortedSet<String> tags, Pace pace) {
    /** Of tags that match patterns only so many are kept: the newest versions. */
    static final int MOST_TAGS = 1_000;

    private static final String TAG = "tag ";

    /** Begins that part of a pattern that does not match itself alone. */
    private static final Pattern WILDCARD = Pattern.compile("[^A-Za-z0-9._/@+-]");

    public Wish {
        names = new TreeSet<>(names);
        tags = new TreeSet<>(tags);
    }

    /**
     * Refs as requests name them.
     *
     * @param refs may contain shas, which cannot change
     */
    public static Wish of(Set<String> refs, Set<String> tags, Pace pace) {
        var names = new TreeSet<String>();
        refs.stream().flatMap(ref -> fullNames(ref).stream()).forEach(names::add);
        return new Wish(names, new TreeSet<>(tags), pace);
    }

    /** The full names that a ref can have, as far as it does not name a commit. */
    static List<String> fullNames(String ref) {
        if (Ref.objection(ref).isPresent()) {
            return List.of();
        }
        var asked = Ref.asked(ref);
        var name = asked.base();
        if (asked.isSha() || Sha.isFull(name)) {
            return List.of();
        }
        if (asked.namesHead()) {
            return List.of(RemoteRefs.HEAD);
        }
        return name.startsWith("refs/") ? List.of(name) : List.of(RemoteRefs.BRANCHES + name, RemoteRefs.TAGS + name);
    }

    /** Whether it wants to know anything. */
    boolean isEmpty() {
        return names.isEmpty() && tags.isEmpty();
    }

    /** Tells full names. */
    public Predicate<String> filter() {
        var globs = tags.stream().map(Glob::new).toList();
        return ref -> names.contains(ref) || ref.startsWith(RemoteRefs.TAGS) && matches(globs, tag(ref));
    }

    private static boolean matches(List<Glob> globs, String tag) {
        for (var glob : globs) {
            if (glob.matches(tag)) {
                return true;
            }
        }
        return false;
    }

    private static String tag(String ref) {
        return ref.substring(RemoteRefs.TAGS.length());
    }

    /** What the full names of all wanted refs begin with. */
    public SortedSet<String> prefixes() {
        var prefixes = new TreeSet<>(names);
        tags.forEach(tag -> prefixes.add(RemoteRefs.TAGS + WILDCARD.split(tag, 2)[0]));
        return prefixes;
    }

    /** Everything that one of these wants, as soon as one of them wants it. */
    static Wish all(List<Wish> wishes) {
        var all = new Wish(new TreeSet<>(), new TreeSet<>(), Pace.LEISURELY);
        for (var wish : wishes) {
            all.names.addAll(wish.names);
            all.tags.addAll(wish.tags);
        }
        return new Wish(
                all.names,
                all.tags,
                wishes.stream().map(Wish::pace).min(Pace::compareTo).orElse(Pace.LEISURELY));
    }

    /** The wanted ones of these refs; of too many tags the newest versions. */
    SortedMap<String, Sha> select(RemoteRefs refs) {
        var selected = new TreeMap<String, Sha>();
        var matching = new ArrayList<String>();
        var isWanted = filter();
        refs.shas().forEach((ref, sha) -> {
            if (names.contains(ref)) {
                selected.put(ref, sha);
            } else if (isWanted.test(ref)) {
                matching.add(ref);
            }
        });
        for (var ref : VersionOrder.newest(MOST_TAGS, matching, Wish::tag)) {
            selected.put(ref, Objects.requireNonNull(refs.shas().get(ref)));
        }
        return selected;
    }

    /** For storage, without the pace. */
    String text() {
        return String.join(
                "\n",
                Stream.concat(names.stream(), tags.stream().map(TAG::concat)).toList());
    }

    /** Reads a {@link #text}. */
    static Wish parse(String text) {
        var names = new TreeSet<String>();
        var tags = new TreeSet<String>();
        text.lines().forEach(line -> {
            if (line.startsWith(TAG)) {
                tags.add(line.substring(TAG.length()));
            } else {
                names.add(line);
            }
        });
        return new Wish(names, tags, Pace.LEISURELY);
    }
}
