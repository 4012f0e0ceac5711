import java.util.List;

/** One thing to measure. Each run may be the only one, or one of many on the same server. */
interface Workload {
    List<Figure> measure(Testbed testbed) throws Exception;
}
