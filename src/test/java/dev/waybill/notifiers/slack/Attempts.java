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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells Slack about deploy 42 of ann as a server does, with a clock and a memory of its own. */
final class Attempts implements NotifierContext, AutoCloseable {
    static final String URL = "https://waybill.example.com/apps/shop/production/7";

    private static final String SHA = "0123456789".repeat(4);
    private static final Instant START = Instant.parse("2026-01-05T10:00:00Z");

    final FakeSlack slack;
    List<String> log = List.of("step 1", "oh no");
    List<NoticeCommit> commits = List.of(commit("7f2d6c1", "Fix cart", "bob"));
    private final Map<String, Object> settings = new HashMap<>();
    private final Map<Integer, String> memories = new HashMap<>();
    private final Receivers receivers = new Receivers(Map.of(), () -> true, "test");
    private boolean isAnswered;
    private SlackNotifier notifier = new SlackNotifier(receivers, (_, _) -> isAnswered);
    private boolean isLast = true;
    private int deploy = 42;
    private Instant now = START;
    private @Nullable String memoryOfEnvironment;

    Attempts() throws Exception {
        slack = new FakeSlack(this::now);
        settings.put("token", FakeSlack.TOKEN);
        settings.put("channel", FakeSlack.CHANNEL);
        settings.put("api_root", slack.root());
    }

    Attempts with(String setting, Object value) {
        settings.put(setting, value);
        return this;
    }

    /** From now on, people can press buttons. */
    Attempts answered() {
        isAnswered = true;
        return this;
    }

    /** From now on, it is about another deploy. */
    Attempts nextDeploy() {
        deploy++;
        return this;
    }

    /** As if nothing had been told. */
    void startAnew() {
        slack.deleteAll();
        memories.clear();
        memoryOfEnvironment = null;
        isLast = true;
        restart();
    }

    private void restart() {
        slack.power().restore();
        notifier = new SlackNotifier(receivers, (_, _) -> isAnswered);
    }

    Attempts after(Duration duration) {
        now = now.plus(duration);
        return this;
    }

    /** @param sha its beginning */
    static NoticeCommit commit(String sha, String title, String author) {
        return new NoticeCommit(sha.repeat(6).substring(0, 40), title, capitalized(author), author + "@example.com");
    }

    private static String capitalized(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    /** One attempt, a while after the one before. */
    Told tell(int id, Topic topic) throws InterruptedException {
        return after(Duration.ofSeconds(2)).tell(notice(id, topic, topic.word(), List.of()));
    }

    Told tell(Notice notice) throws InterruptedException {
        return notifier.tell(notice, this);
    }

    /** One attempt to take back what was offered when the deploy ended, a while after the one before. */
    Told outdate(int id, Topic topic) throws InterruptedException {
        isLast = false;
        return notifier.outdate(after(Duration.ofSeconds(2)).notice(id, topic, topic.word(), List.of()), this);
    }

    /** Attempts until it is over, as a server makes them, and with another server when this one has no power. */
    Told untilTold(int id, Topic topic) throws InterruptedException {
        return until(() -> tell(id, topic));
    }

    /** The same for what was offered. */
    Told untilOutdated(int id, Topic topic) throws InterruptedException {
        return until(() -> outdate(id, topic));
    }

    private interface Attempt {
        Told make() throws InterruptedException;
    }

    private Told until(Attempt attempt) throws InterruptedException {
        while (true) {
            try {
                var told = attempt.make();
                slack.power().step(); // the outbox records it
                if (told instanceof Told.Delivered || told instanceof Told.Refused) {
                    return told;
                }
            } catch (Power.Off _) {
                restart();
            }
        }
    }

    Notice notice(int id, Topic topic, String sentence, List<String> details) {
        var isOver = topic == Topic.FAILED || topic == Topic.SUCCEEDED;
        var its = new NoticeDeploy(
                Integer.toString(deploy),
                "shop/production#7",
                isOver ? topic.word() : "running",
                "deploy",
                false,
                isLast,
                "main",
                SHA,
                null,
                "ann",
                START,
                START,
                isOver ? START : null,
                null,
                null,
                List.of(),
                new NoticeChanges(commits.size(), commits, "https://code.example.com/compare/a...b"));
        return new Notice(id, now, topic, "shop", "production", "ann", sentence, details, URL, its);
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
        return Optional.ofNullable(memories.get(deploy));
    }

    @Override
    public void remember(String text) {
        slack.power().step();
        memories.put(deploy, text);
        slack.power().step();
    }

    @Override
    public Optional<String> rememberedOfEnvironment() {
        return Optional.ofNullable(memoryOfEnvironment);
    }

    @Override
    public void rememberOfEnvironment(String text) {
        slack.power().step();
        memoryOfEnvironment = text;
        slack.power().step();
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
