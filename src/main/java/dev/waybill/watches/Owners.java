package dev.waybill.watches;

import java.util.Set;

/**
 * Which of the living servers looks at something, such as a repository, by rendezvous hashing: each server finds the same one without
 * asking the others, and when one dies or comes only its share moves.
 *
 * @param self the id of this server
 * @param living the ids of all servers that are not silent
 */
public record Owners(String self, Set<String> living) {
    public boolean isOwn(String key) {
        var own = weight(self, key);
        return living.stream()
                .noneMatch(other -> !other.equals(self)
                        && (weight(other, key) > own || weight(other, key) == own && other.compareTo(self) > 0));
    }

    private static long weight(String node, String key) {
        return mixed(mixed(node.hashCode()) + key.hashCode());
    }

    /** The finalizer of SplitMix64: every bit of the input changes half of the bits. */
    private static long mixed(long value) {
        var first = (value ^ value >>> 30) * 0xbf58476d1ce4e5b9L;
        var second = (first ^ first >>> 27) * 0x94d049bb133111ebL;
        return second ^ second >>> 31;
    }
}
