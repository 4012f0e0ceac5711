package dev.waybill.logs;

import java.util.List;

/**
 * Finds all secrets in one pass over the output, even overlapping ones, with the algorithm of Aho and Corasick. A state is a
 * node in the tree of all secrets: the longest suffix of the input that begins one; 0 is the root. Immutable.
 */
final class SecretTree {
    private static final int PAIR_BITS = 12;

    private final int[] roots = new int[256];
    private final byte[] label;
    private final int[] child;
    private final int[] sibling;
    private final int[] shorter;
    private final int[] found;
    private final int[] open;
    /** By {@link #pair}: which two bytes follow each other where a secret is still shorter than the shortest of all. */
    private final boolean[] pairs = new boolean[1 << PAIR_BITS];

    private final int shortest;
    private final int longest;
    private int size = 1;

    SecretTree(List<byte[]> secrets) {
        var most = 1 + secrets.stream().mapToInt(secret -> secret.length).sum();
        label = new byte[most];
        child = new int[most];
        sibling = new int[most];
        shorter = new int[most];
        found = new int[most];
        open = new int[most];
        longest = secrets.stream().mapToInt(secret -> secret.length).max().orElse(0);
        shortest = secrets.stream().mapToInt(secret -> secret.length).min().orElse(0);
        secrets.forEach(this::add);
        link();
    }

    /** The length of the longest secret, in bytes. */
    int longest() {
        return longest;
    }

    /**
     * Where to look on, in the root: nothing before that can begin a secret. A secret that begins in the next bytes, as many as the
     * shortest has, has the last two of them within; so where no secret has those two, all but the last are passed over at once.
     */
    int skip(byte[] bytes, int from, int length) {
        var at = from;
        while (shortest > 1
                && at + shortest <= length
                && !pairs[pair(bytes[at + shortest - 2], bytes[at + shortest - 1])]) {
            at += shortest - 1;
        }
        return at;
    }

    /** Some have the same number, which costs a closer look. */
    private static int pair(byte first, byte second) {
        return ((first & 0xff) << (PAIR_BITS - 8)) ^ (second & 0xff);
    }

    /** Whether no secret begins with this byte. */
    boolean isHarmless(byte value) {
        return roots[value & 0xff] == 0;
    }

    /** The state after one more byte. */
    int next(int state, byte value) {
        var at = state;
        var next = below(at, value);
        while (next == 0 && at != 0) {
            at = shorter[at];
            next = below(at, value);
        }
        return next;
    }

    /** The length of the longest secret that ends here; 0 if none does. */
    int found(int state) {
        return found[state];
    }

    /** The length of the longest incomplete secret that ends here; 0 if there is none. */
    int open(int state) {
        return open[state];
    }

    private int below(int node, byte value) {
        if (node == 0) {
            return roots[value & 0xff];
        }
        var at = child[node];
        while (at != 0 && label[at] != value) {
            at = sibling[at];
        }
        return at;
    }

    private void add(byte[] secret) {
        var node = 0;
        for (var value : secret) {
            var next = below(node, value);
            node = next == 0 ? grow(node, value) : next;
        }
        found[node] = secret.length;
        for (var i = 1; i < shortest; i++) {
            pairs[pair(secret[i - 1], secret[i])] = true;
        }
    }

    private int grow(int node, byte value) {
        var fresh = size++;
        label[fresh] = value;
        if (node == 0) {
            roots[value & 0xff] = fresh;
        } else {
            sibling[fresh] = child[node];
            child[node] = fresh;
        }
        return fresh;
    }

    /** Level by level, because each node depends on shorter ones. */
    private void link() {
        var nodes = new int[size];
        var depth = new int[size];
        var count = 0;
        for (var root : roots) {
            if (root != 0) {
                depth[root] = 1;
                settle(root, 1);
                nodes[count++] = root;
            }
        }
        for (var i = 0; i < count; i++) {
            for (var node = child[nodes[i]]; node != 0; node = sibling[node]) {
                depth[node] = depth[nodes[i]] + 1;
                shorter[node] = next(shorter[nodes[i]], label[node]);
                settle(node, depth[node]);
                nodes[count++] = node;
            }
        }
    }

    private void settle(int node, int depth) {
        open[node] = child[node] == 0 ? open[shorter[node]] : depth;
        if (found[node] == 0) {
            found[node] = found[shorter[node]];
        }
    }
}
