import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What was asked for and what was answered, by the keys of the plans.
 *
 * @param accepted ids of the deploys
 * @param cancelled what a cancel was answered 200 for
 * @param perhapsCancelled what a cancel was asked for without an answer
 */
record Diary(Map<String, Plan> plans, Map<String, String> accepted, Set<String> cancelled, Set<String> perhapsCancelled) {
    Diary() {
        this(new ConcurrentHashMap<>(), new ConcurrentHashMap<>(), ConcurrentHashMap.newKeySet(), ConcurrentHashMap.newKeySet());
    }
}
