import java.time.Duration;
import java.util.concurrent.Callable;

/** Looks again and again. */
final class Waiting {
    private Waiting() {}

    /** False if it is not so within the limit. */
    static boolean until(Duration limit, Callable<Boolean> condition) throws Exception {
        var end = System.nanoTime() + limit.toNanos();
        while (!condition.call()) {
            if (System.nanoTime() > end) {
                return false;
            }
            Thread.sleep(10);
        }
        return true;
    }
}
