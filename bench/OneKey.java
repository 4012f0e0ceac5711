import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.json.JsonMapper;

/** Fifty requests at once with one idempotency key. */
final class OneKey implements Workload {
    @Override
    public List<Figure> measure(Testbed testbed) throws Exception {
        testbed.app("once", testbed.repository("once", 5), "true");
        var ids = ConcurrentHashMap.<String>newKeySet();
        Timing.allAtOnce(50, _ -> {
            var request = testbed.request("/api/0/deploys/")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "bench-once")
                    .POST(BodyPublishers.ofString("{\"app\": \"once\"}"));
            var answer = testbed.http().send(request.build(), BodyHandlers.ofString()).body();
            ids.add(JsonMapper.shared().readTree(answer).get("id").asString());
        });
        return List.of(new Figure("deploys of 50 POSTs with one key", ids.size(), "", 1, "one (1.00 x)"));
    }
}
