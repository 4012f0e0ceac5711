package dev.waybill.notifiers.slack;

import dev.waybill.receivers.Receivers;
import dev.waybill.spi.NotifierContext;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeCommit;
import dev.waybill.spi.notices.NoticeDeploy;
import dev.waybill.spi.notices.Topic;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells Slack about deploy 42 of ann as a server does, with a clock and a memory of its own. */
final class Attempts implements NotifierContext, AutoCloseable {
    static final String URL = "https://waybill.example.com/apps/shop/production/7";

    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    final FakeSlack slack;
    List<String> log = List.of("step 1", "oh no");
    List<NoticeCommit> commits = List.of(new NoticeCommit("7f2d6c1".repeat(6).substring(0, 40), "Fix cart", "Bob"));
    private final Map<String, Object> settings = new HashMap<>();
    private final Receivers receivers = new Receivers(Map.of(), () -> true, "test");
    private final SlackNotifier notifier = new SlackNotifier(receivers, _ -> false);
    private Instant now = START;
    private @Nullable String memory;
    private int storable = Integer.MAX_VALUE;

    Attempts() throws Exception {
        slack = new FakeSlack(this::now);
        settings.put("token", FakeSlack.TOKEN);
        settings.put("channel", FakeSlack.CHANNEL);
        settings.put("api_root", slack.root());
    }

    /** The server dies when something is remembered for the nth time. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    Attempts with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    void crashesAfter(int memories) {
        storable = memories;
    }

    Attempts after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** One attempt, a while after the one before. */
    Told tell(int id, Topic topic) throws InterruptedException {
        return after(Duration.ofSeconds(2)).tell(notice(id, topic, topic.word(), List.of()));
    }

    Told tell(Notice notice) throws InterruptedException {
        return notifier.tell(notice, this);
    }

    /** Attempts until it is over, as a server makes them, also after a crash. */
    Told untilTold(int id, Topic topic) throws InterruptedException {
        while (true) {
            try {
                var told = tell(id, topic);
                if (told instanceof Told.Delivered || told instanceof Told.Refused) {
                    return told;
                }
            } catch (Crash _) {
                storable = Integer.MAX_VALUE;
            }
        }
    }

    Notice notice(int id, Topic topic, String sentence, List<String> details) {
        var deploy = new NoticeDeploy(
                "42",
                "shop/production#7",
                "running",
                false,
                "main",
                null,
                null,
                "ann",
                START,
                START,
                null,
                null,
                null,
                List.of(),
                new NoticeChanges(commits.size(), commits, "https://code.example.com/compare/a...b"));
        return new Notice(id, now, topic, "shop", "production", "ann", sentence, details, URL, deploy);
    }

    @Override
    public Map<String, Object> settings() {
        return settings;
    }

    @Override
    public Instant now() {
        return now;
    }

    @Override
    public Optional<String> remembered() {
        return Optional.ofNullable(memory);
    }

    @Override
    public void remember(String text) {
        if (storable-- == 0) {
            throw new Crash();
        }
        memory = text;
    }

    @Override
    public List<String> lastLines(int most) {
        return log.subList(Math.max(0, log.size() - most), log.size());
    }

    @Override
    public Map<String, String> variables() {
        return Map.of();
    }

    @Override
    public @Nullable String user() {
        return null;
    }

    @Override
    public void close() {
        receivers.close();
        slack.close();
    }
}
