package dev.waybill.forge.fake;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/** What goes wrong with the next requests. Thread-safe. */
final class Faults {
    /** How a request goes wrong. */
    sealed interface Fault {}

    /** It gets this answer, and nothing is done. */
    record Answered(Reply reply) implements Fault {}

    /** It gets no answer until the server stops, and nothing is done. */
    record Hanging() implements Fault {}

    /** It is carried out, and the connection ends after half of the answer's body. */
    record Cut() implements Fault {}

    /** It is carried out, and the connection ends before the answer. */
    record Lost() implements Fault {}

    private record Planned(Pattern request, Fault fault, AtomicInteger left) {}

    private final List<Planned> planned = new CopyOnWriteArrayList<>();

    /** @param request a regular expression for something like {@code "GET /repos/acme/shop?page=2"} */
    void add(String request, Fault fault, int times) {
        planned.add(new Planned(Pattern.compile(request), fault, new AtomicInteger(times)));
    }

    void clear() {
        planned.clear();
    }

    Optional<Fault> next(Call call) {
        return planned.stream()
                .filter(it -> it.request.matcher(call.toString()).find() && it.left.getAndDecrement() > 0)
                .findFirst()
                .map(Planned::fault);
    }
}
