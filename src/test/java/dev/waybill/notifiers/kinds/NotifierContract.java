package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.receivers.Answer;
import dev.waybill.receivers.FakeReceiver;
import dev.waybill.receivers.Receivers;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.spi.Told;
import dev.waybill.spi.notices.Notice;
import dev.waybill.spi.notices.Topic;
import java.io.IOException;
import java.net.URI;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every kind of notifier that sends over HTTP promises. */
abstract class NotifierContract {
    static final String SECRET = "swordfish99";
    static final String HOSTILE = "</p><!channel> @here @all [x](http://evil) \"'{url}\\ %%% \u0007 **b** _i_ `c` 😀";

    final Receivers receivers = new Receivers(Map.of(), () -> true, "1");
    FakeReceiver receiver;

    /** The notifier, and the path at which it tells that a deploy has succeeded. */
    abstract Notifier notifier();

    abstract String path();

    /** With a root or URL of the receiver, and {@link #SECRET} wherever there is one. */
    abstract Map<String, Object> settings(String root);

    @BeforeEach
    void start() throws IOException {
        receiver = new FakeReceiver();
    }

    @AfterEach
    void stop() {
        receiver.close();
        receivers.close();
    }

    Map<String, Object> settings() {
        return settings(receiver.url(""));
    }

    Map<String, Object> with(String name, Object value) {
        var settings = new LinkedHashMap<>(settings());
        settings.put(name, value);
        return settings;
    }

    Told tell(Notice notice) throws InterruptedException {
        return notifier().tell(notice, Sample.context(settings()));
    }

    List<FakeReceiver.Received> received() {
        return receiver.at(path());
    }

    List<Remark> review(Map<String, Object> settings) {
        return notifier().review(new AppInfo(settings, false, Set.of()));
    }

    @TestFactory
    Stream<DynamicTest> everyTopic_canBeTold_withoutShowingSecrets() {
        return Arrays.stream(Topic.values())
                .map(topic -> dynamicTest(topic.word(), () -> {
                    var told = tell(Sample.of(topic));

                    assertThat(told).isInstanceOf(Told.Delivered.class);
                    assertThat(told.request()).doesNotContain(SECRET).doesNotContain("http://127");
                }));
    }

    @Test
    void emailAddressesOfAuthors_areNotPublished() throws Exception {
        tell(Sample.of(Topic.STARTED));
        tell(Sample.of(Topic.SUCCEEDED));

        assertThat(received()).isNotEmpty().noneMatch(it -> it.body().contains("ann@"));
    }

    @Test
    void sample_andWhatIsAboutNoDeploy_canBeTold() throws Exception {
        assertThat(tell(Sample.of(0, Topic.SUCCEEDED, "a test", List.of()))).isInstanceOf(Told.Delivered.class);
        assertThat(tell(Sample.ofLock())).isInstanceOf(Told.Delivered.class);
    }

    @Test
    void receiverThatIsDown_isToldLater() throws Exception {
        var settings = settings();
        receiver.close();

        var told = notifier().tell(Sample.of(Topic.SUCCEEDED), Sample.context(settings));

        assertThat(told).isInstanceOfSatisfying(Told.Failed.class, it -> {
            assertThat(it.isReceiverDown()).isTrue();
            assertThat(it.answer()).contains("127.0.0.1").doesNotContain(SECRET);
        });
    }

    @TestFactory
    Stream<DynamicTest> answer_decides() {
        return Stream.of(400, 401, 404, 429, 500, 302)
                .map(status -> dynamicTest("HTTP " + status, () -> {
                    receiver.answers(path(), _ -> new Answer(status, Map.of("Retry-After", "30"), "why"));

                    var told = tell(Sample.of(Topic.SUCCEEDED));

                    assertThat(told.answer()).contains(Integer.toString(status));
                    if (status == 400) {
                        assertThat(told).isInstanceOf(Told.Refused.class);
                    } else {
                        assertThat(told).isInstanceOfSatisfying(Told.Failed.class, it -> {
                            assertThat(it.isReceiverDown()).isEqualTo(status != 500);
                            assertThat(it.retryAt()).isEqualTo(status == 302 ? null : Sample.NOW.plusSeconds(30));
                        });
                    }
                }));
    }

    @Test
    void hostileText_isToldAsText_andALongOneIsCut() throws Exception {
        var sentence = HOSTILE.repeat(100);
        var details = List.of(HOSTILE.repeat(200), "\n\t\r", "ä".repeat(9_000));

        var told = tell(Sample.of(9, Topic.SUCCEEDED, sentence, details));

        assertThat(told).isInstanceOf(Told.Delivered.class);
        assertThat(received()).isNotEmpty();
    }

    @Test
    void examples_haveNoMistakes() {
        var examples = new LinkedHashMap<String, Object>();
        notifier().settings().forEach(setting -> examples.put(setting.name(), setting.example()));

        assertThat(review(examples)).isEmpty();
        assertThat(notifier().settings())
                .extracting(Setting::name)
                .contains("name", "events", "environments", "users", "apps");
    }

    /** The path of the server's URL, whose query differs. */
    static String pathOf(FakeReceiver.Received request) {
        return URI.create(request.path()).getPath();
    }
}
