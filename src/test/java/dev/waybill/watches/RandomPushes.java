package dev.waybill.watches;

import dev.waybill.Pause;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.refs.RemoteRefs;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A repository in memory: its refs come, move and go. It answers late, so that answers overtake each other, or not at all. */
final class RandomPushes implements RefSource {
    private static final List<String> NAMES = List.of("refs/heads/main", "refs/tags/v1", "refs/tags/v2");

    private final Random random;
    private final TreeMap<String, Sha> refs = new TreeMap<>();
    private int commits;

    RandomPushes(long seed) {
        random = new Random(seed);
        push();
    }

    synchronized int below(int bound) {
        return random.nextInt(bound);
    }

    synchronized void push() {
        var name = NAMES.get(random.nextInt(NAMES.size()));
        if (random.nextInt(4) == 0) {
            refs.remove(name);
        } else {
            commits++;
            refs.put(name, new Sha("%040x".formatted(commits)));
        }
    }

    synchronized Map<String, String> current() {
        return refs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, ref -> ref.getValue().hex()));
    }

    private synchronized RemoteRefs answer() {
        return new RemoteRefs(refs, List.of(), refs.toString());
    }

    @Override
    public RemoteRefs refs(Remote remote, Wish wish) throws IOException, InterruptedException {
        var answer = answer();
        for (var i = below(4); i > 0; i--) {
            Pause.briefly();
        }
        if (below(8) == 0) {
            throw new IOException("nobody answers");
        }
        return answer;
    }
}
