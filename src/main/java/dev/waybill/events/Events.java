package dev.waybill.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waybill.errors.Excerpt;
import dev.waybill.spi.Time;
import dev.waybill.store.Rows;
import dev.waybill.store.Tx;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Appends events to the transaction of the change that they report, so that both are committed or neither. Thread-safe. */
public final class Events {
    /** Signalled for every committed event. */
    public static final String TOPIC = "events";

    /** Signalled as well, for what is made of events in the background. */
    public static final String OUTBOX = "outbox";

    private static final String NEXT = "update event_counter set seq = seq + 1 where id = 1 returning seq";
    private static final String INSERT = """
            insert into events (seq, at, kind, app_id, app_name, environment, deploy_id, deploy_name, user_id, user_name, data)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private static final JsonMapper JSON = JsonMapper.builder()
            .changeDefaultPropertyInclusion(it -> it.withValueInclusion(JsonInclude.Include.NON_NULL))
            .build();

    private final Time time;
    private final Consumer<Event> committed;

    public Events(Time time) {
        this(time, _ -> {});
    }

    /** @param committed receives every event that this server has committed, in no particular order; must not block or fail */
    public Events(Time time, Consumer<Event> committed) {
        this.time = time;
        this.committed = committed;
    }

    /** Numbers are allotted at the end of the transaction, so that the row that all share is locked as briefly as possible. */
    public void append(Tx tx, Event event) {
        tx.signal(TOPIC);
        tx.signal(OUTBOX);
        tx.beforeCommit(() -> insert(tx, event));
        tx.afterCommit(() -> committed.accept(event));
    }

    private void insert(Tx tx, Event event) {
        var seq = Rows.number(tx.handle(), NEXT);
        var subject = event.subject();
        tx.update(
                INSERT,
                seq,
                time.now().toEpochMilli(),
                event.data().eventKind(),
                id(subject.app()),
                name(subject.app()),
                subject.environment(),
                id(subject.deploy()),
                name(subject.deploy()),
                id(event.by()),
                name(event.by()),
                json(event.data()));
    }

    private static @Nullable Long id(@Nullable Named named) {
        return named == null ? null : named.id();
    }

    private static @Nullable String name(@Nullable Named named) {
        return named == null ? null : named.name();
    }

    /** Texts may be of a command or of git, so they are shortened. */
    private static String json(EventData data) {
        Map<String, @Nullable Object> fields = JSON.convertValue(data, new TypeReference<>() {});
        fields.replaceAll((_, value) -> value instanceof String text ? Excerpt.of(text) : value);
        return JSON.writeValueAsString(fields);
    }
}
