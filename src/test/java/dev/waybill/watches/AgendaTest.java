package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.apps.App;
import dev.waybill.apps.AppId;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.TestPlugins;
import dev.waybill.vcs.RepositoryUrl;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** When which repository is looked at, without looking. */
class AgendaTest {
    private static final Duration LONG = Duration.ofMinutes(10);
    private static final Duration GAP = Duration.ofMillis(100);

    private final Agenda agenda = new Agenda(_ -> GAP);
    private Duration now = Duration.ofHours(1);

    private static Repository repository(String url) {
        return Repository.of(url, new RepositoryUrl(url), List.of());
    }

    private void keep(Stream<String> urls) {
        agenda.keep(urls.map(AgendaTest::repository).toList(), _ -> now);
    }

    private List<String> start() {
        return agenda.start(now).stream().map(Repository::key).toList();
    }

    /** What is started while time passes and no look ends. */
    private List<String> startAll() {
        var started = new ArrayList<String>();
        for (var i = 0; i < 100; i++) {
            started.addAll(start());
            now = now.plus(GAP);
        }
        return started;
    }

    @Test
    void looksAreSpread_andAskedOnesStartAtOnce() {
        keep(Stream.of("https://a/x", "https://b/x", "https://c/x"));
        agenda.ask(Set.of("https://c/x"));

        assertThat(start()).containsExactly("https://c/x", "https://a/x");
        assertThat(agenda.untilNext(now, LONG)).isEqualTo(GAP);
        now = now.plus(GAP);
        assertThat(start()).containsExactly("https://b/x");
        assertThat(agenda.untilNext(now, LONG)).isEqualTo(LONG);
    }

    @Test
    void hangingHost_holdsUpNoOther() {
        keep(Stream.concat(
                IntStream.range(0, 50).mapToObj(i -> "https://a/%02d".formatted(i)), Stream.of("https://b/x")));

        assertThat(startAll()).hasSize(Agenda.MOST_OF_A_HOST + 1).contains("https://b/x");
    }

    @Test
    void failingRepositories_holdUpNoOther() {
        var failing = IntStream.range(0, 50)
                .mapToObj(i -> "https://%02d/x".formatted(i))
                .toList();
        keep(failing.stream());
        failing.forEach(url -> agenda.ended(url, now, Duration.ZERO, true));
        keep(Stream.concat(failing.stream(), Stream.of("https://fine/x")));

        assertThat(startAll()).hasSize(Agenda.MOST_FAILING + 1).contains("https://fine/x");
    }

    @Test
    void lookThatIsUnderWay_isNotStartedAgain_untilItHasEnded() {
        keep(Stream.of("https://a/x"));
        assertThat(start()).hasSize(1);

        agenda.ask(Set.of("https://a/x"));
        assertThat(startAll()).isEmpty();
        agenda.ended("https://a/x", now, LONG, false);
        assertThat(startAll()).isEmpty();
        agenda.ask(Set.of("https://a/x"));
        assertThat(start()).hasSize(1);
    }

    @Test
    void looksOnDemand_areASecondApart() {
        keep(Stream.of("https://a/x"));
        start();
        agenda.ended("https://a/x", now, LONG, true);

        agenda.ask(Set.of("https://a/x"));
        assertThat(start()).isEmpty();
        assertThat(agenda.untilNext(now, LONG)).isEqualTo(Duration.ofSeconds(1));
        now = now.plusSeconds(1);
        assertThat(start()).hasSize(1);
    }

    /** Looks take half a second, and cannot be as frequent as they should be. */
    @Test
    void none_starves_ofFiveHundred() {
        var urls = IntStream.range(0, 500)
                .mapToObj(i -> "https://%d/x".formatted(i % 40) + i)
                .toList();
        keep(urls.stream());
        var looks = new HashMap<String, Integer>();
        var underway = new ArrayList<String>();
        for (var step = 0; step < 2_000; step++) {
            underway.forEach(url -> agenda.ended(url, now, Duration.ofSeconds(10), false));
            underway.clear();
            underway.addAll(start());
            underway.forEach(url -> looks.merge(url, 1, Integer::sum));
            now = now.plus(GAP);
        }

        assertThat(looks).hasSize(500);
        assertThat(looks.values()).allMatch(count -> count == 4);
    }

    @Test
    void repositoryThatNobodyWantsAnyMore_isNotLookedAt() {
        keep(Stream.of("https://a/x", "https://b/x"));
        start();
        keep(Stream.of("https://b/x"));
        agenda.ended("https://a/x", now, Duration.ZERO, false);

        assertThat(startAll()).containsExactly("https://b/x");
    }

    @Test
    void whatIsWantedSinceALookBegan_isLookedForSoon() {
        keep(Stream.of("https://a/x"));
        start();
        var config = new AppReader(TestPlugins.ALL)
                .read(Map.of("repository", "https://a/x", "deploy", "make"))
                .config();
        var app = new App(new AppId(1), "shop", 1, config, false, null);
        var wisher = new Repository.Wisher(app, Wish.of(Set.of("main"), Set.of(), Pace.LEISURELY));
        agenda.keep(List.of(Repository.of("https://a/x", new RepositoryUrl("https://a/x"), List.of(wisher))), _ -> now);
        agenda.ended("https://a/x", now, LONG, false);

        now = now.plusSeconds(1);
        assertThat(start()).containsExactly("https://a/x");
    }
}
