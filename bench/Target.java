import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** One path of one server, and what was measured of it. */
final class Target {
    static final int CONNECTIONS = 16;

    private final String name;
    private final int port;
    private final byte[] request;
    private final List<Load.Round> rounds = new ArrayList<>();

    Target(String name, Served server, String path) throws IOException {
        this.name = name;
        this.port = server.port();
        this.request = Load.get(path, server.token());
    }

    String name() {
        return name;
    }

    void warmUp(Duration length) throws IOException {
        Load.run(port, CONNECTIONS, request, length);
    }

    void measure(Duration length) throws IOException {
        rounds.add(Load.run(port, CONNECTIONS, request, length));
    }

    double perSecond() {
        return median(Load.Round::perSecond);
    }

    double clientShare() {
        return median(Load.Round::clientShare);
    }

    private double median(ToDoubleFunction<Load.Round> value) {
        return Timing.median(rounds.stream().map(value::applyAsDouble).toList());
    }

    /** Of all answers of all rounds, in milliseconds. */
    double p99() {
        var all = rounds.stream().flatMapToLong(round -> Arrays.stream(round.latencies())).sorted().toArray();
        return all[(int) (all.length * 0.99)] / 1e6;
    }
}
