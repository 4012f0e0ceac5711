import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Cuts the power of a server's machine: all that runs is gone, and of its disk there is what had been written. What it knows of commands
 * is from files that lie elsewhere. For one thread.
 */
final class Power {
    private static final List<String> IDENTITY = List.of("node-id", "admin-token");

    private final Disk disk;
    private final Scratch scratch;
    private final Map<String, String> identity = new TreeMap<>();
    private final List<String> violations = new ArrayList<>();
    private final Set<String> inTheMiddle = new HashSet<>();
    private final Set<String> ended = new HashSet<>();
    private int cuts;
    private int cutsInTheMiddle;

    Power(Disk disk, Scratch scratch) {
        this.disk = disk;
        this.scratch = scratch;
    }

    /** Everything stands still before the copy is made, so that nothing happens on a machine that is off already. */
    void cut(Server server) throws Exception {
        for (Set<ProcessHandle> all = server.processes(), stopped = Set.of(); !all.equals(stopped); all = server.processes()) {
            Processes.signal("STOP", all);
            stopped = all;
            Thread.sleep(10);
        }
        disk.copy();
        server.kill();
        disk.swap();
        note();
    }

    private void note() {
        ended.addAll(scratch.ended());
        var hit = new HashSet<>(scratch.begun());
        hit.removeAll(ended);
        cuts++;
        cutsInTheMiddle += inTheMiddle.addAll(hit) ? 1 : 0;
    }

    /** Whether a command has begun since the last cut and not ended yet; or was ended, by a cancel. */
    boolean isInTheMiddle() {
        var begun = new HashSet<>(scratch.begun());
        begun.removeAll(scratch.ended());
        begun.removeAll(inTheMiddle);
        return !begun.isEmpty();
    }

    /** Must be what it was when the server said for the first time that it is ready. */
    void compareIdentity(Server server) throws IOException {
        for (var name : IDENTITY) {
            var found = server.read(name);
            var before = identity.putIfAbsent(name, found);
            if (before != null && !before.equals(found)) {
                violations.add("%s has %d bytes, and is not what it was".formatted(name, found.length()));
            }
        }
    }

    List<String> violations() {
        return violations;
    }

    int cuts() {
        return cuts;
    }

    int cutsInTheMiddle() {
        return cutsInTheMiddle;
    }

    /** Whether the command had begun and not ended when the power went. */
    boolean hasBroken(Plan plan) {
        return inTheMiddle.contains(plan.key());
    }

    /** Whether the command had ended when the power went, so that its server may or may not have known. */
    boolean mayHaveBroken(Plan plan) {
        return ended.contains(plan.key());
    }
}
