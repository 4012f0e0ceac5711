import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** How long a line takes to whoever follows. */
final class FollowedLine implements Workload {
    private static final String DATA = "data: ";

    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        testbed.app("follow", testbed.repository("follow", 5), "for i in $(seq 200); do date +%s%N; sleep 0.02; done");
        var request = testbed.request("/api/0/deploys/" + testbed.deploy("follow") + "/log/stream").build();
        var late = new ArrayList<Double>();
        testbed.http().send(request, BodyHandlers.ofLines()).body()
                .takeWhile(line -> !line.equals("event: end"))
                .filter(line -> line.startsWith(DATA))
                .forEach(line -> note(line.substring(DATA.length()), late));
        late.sort(Comparator.naturalOrder());
        return List.of(
                Figure.millis("a line's way to a follower, p50", Timing.median(late), 0, "30 ms"),
                Figure.millis("a line's way to a follower, p99", late.get(late.size() * 99 / 100), 0, "100 ms"));
    }

    /** Each line says when it was written. */
    private static void note(String event, List<Double> late) {
        var now = System.currentTimeMillis();
        JsonMapper.shared().readTree(event).get("text").asString().lines()
                .filter(text -> text.matches("[0-9]{19}"))
                .forEach(text -> late.add(now - Long.parseLong(text) / 1e6));
    }
}
