package dev.waybill.notifiers.kinds;

import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Notices to try notifiers with. */
public final class Sample {
    public static final Instant NOW = Instant.parse("2026-11-23T14:02:00Z");
    public static final String SHA = "1234567890123456789012345678901234567890";
    public static final String URL = "https://deploy.example.com/apps/shop/production/42";

    private Sample() {}

    public static Notice of(Topic topic) {
        return of(7, topic, "shop/production#42 " + topic.word(), List.of("2 changes by ann", "Reason: sale"));
    }

    public static Notice of(long id, Topic topic, String sentence, List<String> details) {
        var changes = new NoticeChanges(2, List.of(new NoticeCommit(SHA, "Sell more", "ann", "ann@example.com")), null);
        var deploy = new NoticeDeploy(
                "1042",
                "shop/production#42",
                "succeeded",
                "deploy",
                false,
                true,
                "main",
                SHA,
                null,
                "ann",
                NOW.minusSeconds(90),
                NOW.minusSeconds(60),
                NOW,
                null,
                "sale",
                List.of(),
                changes);
        return new Notice(id, NOW, topic, "shop", "production", "ann", sentence, details, URL, deploy);
    }

    /** About all apps. */
    public static Notice ofLock() {
        return new Notice(8, NOW, Topic.LOCKED, null, null, "ann", "everything was locked", List.of(), URL, null);
    }

    public static NotifierContext context(Map<String, Object> settings) {
        return context(settings, () -> NOW);
    }

    /** With a clock. */
    static NotifierContext context(Map<String, Object> settings, Supplier<Instant> clock) {
        return new Context(settings, clock, new AtomicReference<>());
    }

    private record Context(Map<String, Object> settings, Supplier<Instant> clock, AtomicReference<String> memory)
            implements NotifierContext {
        @Override
        public Instant now() {
            return clock.get();
        }

        @Override
        public Optional<String> remembered() {
            return Optional.ofNullable(memory.get());
        }

        @Override
        public void remember(String text) {
            memory.set(text);
        }

        @Override
        public Optional<String> rememberedOfEnvironment() {
            return Optional.empty();
        }

        @Override
        public void rememberOfEnvironment(String text) {}

        @Override
        public List<String> lastLines(int most) {
            return List.of();
        }

        @Override
        public Map<String, String> variables() {
            return Map.of("MINE", "1");
        }

        @Override
        public @Nullable String user() {
            return null;
        }
    }
}
