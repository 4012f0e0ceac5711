import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Apps that sleep, deployed at once, against the same git and sleep in as many scripts. */
record ManyLanes(String name, int count, int seconds, String aim) implements Workload {
    private static final int TIMES = 3;

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        var apps = "lanes" + count + "-";
        var sleep = "sleep " + seconds;
        var repository = testbed.repository(apps, 50);
        for (var i = 0; i < count; i++) {
            testbed.app(apps + i, repository, sleep);
        }
        Timing.allAtOnce(count, i -> testbed.deployAndWait(apps + i));
        var script = Shell.deploy(repository, sleep);
        var whole = new ArrayList<Double>();
        var bare = new ArrayList<Double>();
        for (var i = 0; i < TIMES; i++) {
            whole.add(Timing.allAtOnce(count, n -> testbed.deployAndWait(apps + n)));
            bare.add(Timing.allAtOnce(count, n -> Shell.run(directory(testbed, apps + n), script)));
        }
        return List.of(Figure.millis(name, Timing.median(whole), Timing.median(bare), aim));
    }

    private static Path directory(Testbed testbed, String name) throws Exception {
        return Files.createDirectories(testbed.scratch().resolve(name));
    }
}
