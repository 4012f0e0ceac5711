import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** How long things take. */
final class Timing {
    private Timing() {}

    interface Work {
        void run() throws Exception;
    }

    interface Each {
        void run(int i) throws Exception;
    }

    static double millis(Work work) throws Exception {
        var begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    /** How long each time takes, one after the other, in milliseconds. */
    static List<Double> repeated(int times, Work work) throws Exception {
        var all = new ArrayList<Double>();
        for (var i = 0; i < times; i++) {
            all.add(millis(work));
        }
        return all;
    }

    /** How long it takes until the last of them is done, in milliseconds. */
    static double allAtOnce(int count, Each each) throws Exception {
        return millis(() -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tasks = IntStream.range(0, count).mapToObj(i -> task(each, i)).toList();
                for (var done : threads.invokeAll(tasks)) {
                    done.get();
                }
            }
        });
    }

    private static Callable<Void> task(Each each, int i) {
        return () -> {
            each.run(i);
            return null;
        };
    }

    static double median(List<Double> values) {
        var sorted = values.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }
}
