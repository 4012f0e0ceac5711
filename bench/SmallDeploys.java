import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;

/** A deploy of "true" from a repository of 50 files, against its git work in a script. */
final class SmallDeploys implements Workload {
    private static final int TIMES = 25;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var scratch = testbed.scratch();
        var repository = testbed.repository("small", 50);
        testbed.app("small", repository, "date +%s%N > " + scratch + "/began");
        testbed.deployAndWait("small");
        var script = Shell.deploy(repository, "true");
        Shell.run(scratch, script);
        var began = new ArrayList<Double>();
        var whole = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (var i = 0; i < TIMES; i++) { // by turns, so that both see the same machine
            var asked = System.currentTimeMillis();
            whole.add(Timing.millis(() -> testbed.deployAndWait("small")));
            began.add(Long.parseLong(Files.readString(scratch.resolve("began")).strip()) / 1e6 - asked);
            bare.add(Timing.millis(() -> Shell.run(scratch, script)));
        }
        return List.of(
                Figure.millis("POST to command start, 50 files", Timing.median(began), Timing.median(bare), "-"),
                Figure.millis("POST to finished, 50 files", Timing.median(whole), Timing.median(bare), "at most 1.3 x and 35 ms more"));
    }
}
