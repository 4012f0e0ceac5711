package dev.waybill.deliveries;

import dev.waybill.events.Recorded;
import dev.waybill.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Some targets that get every event about a deploy, and answer as they are told. Outlives servers that are killed. */
final class Receiver implements Courier {
    /** How a target answers. */
    interface Answers {
        Receipt answer(Delivery delivery) throws InterruptedException;
    }

    private static final Receipt.Exchange OK = new Receipt.Exchange("POST /", "200");

    private final List<String> targets;
    private final Map<String, Answers> answers = new ConcurrentHashMap<>();
    private final List<String> received = new CopyOnWriteArrayList<>();

    Receiver(String... targets) {
        this.targets = List.of(targets);
    }

    static Receipt delivered() {
        return new Receipt.Delivered(OK);
    }

    static Receipt failed(boolean isTargetDown) {
        return new Receipt.Failed(new Receipt.Exchange("POST /", "503"), isTargetDown, null);
    }

    void answers(String target, Answers with) {
        answers.put(target, with);
    }

    /** What has come to a target, such as {@code shop/production#1 2} for the second event. */
    List<String> received(String target) {
        return received.stream()
                .filter(it -> it.startsWith(target + " "))
                .map(it -> it.substring(target.length() + 1))
                .toList();
    }

    @Override
    public String name() {
        return "receiver";
    }

    @Override
    public List<Addressee> addressees(Tx tx, Recorded event) {
        var deploy = event.subject().deploy();
        return deploy == null
                ? List.of()
                : targets.stream()
                        .map(target -> new Addressee(target, String.valueOf(deploy.id())))
                        .toList();
    }

    @Override
    public Receipt send(Delivery delivery) throws InterruptedException {
        var target = delivery.to().target();
        received.add("%s %s %d"
                .formatted(target, delivery.to().subject(), delivery.event().seq()));
        return answers.getOrDefault(target, _ -> delivered()).answer(delivery);
    }
}
