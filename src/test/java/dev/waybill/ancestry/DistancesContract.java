package dev.waybill.ancestry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.ShiftedTime;
import dev.waybill.events.Events;
import dev.waybill.store.Database;
import dev.waybill.store.Db;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.workspaces.Sources;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Distances are found out once, later, and kept. Run on both databases. */
abstract class DistancesContract {
    private static final RepositoryUrl URL = new RepositoryUrl("https://git.example.com/shop.git");
    private static final Sha OLD = sha(1);
    private static final Sha NEW = sha(2);
    static final Span SPAN = new Span(URL, List.of(), OLD, NEW);

    @TempDir
    private Path directory;

    private final ShiftedTime time = new ShiftedTime();
    private final Map<Kin.Pair, Kinship> mirror = new HashMap<>();
    private final List<Kin.Pair> asked = new ArrayList<>();
    private final Queue<Runnable> tasks = new ArrayDeque<>();
    Db db;
    private Distances distances;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    void open() throws Exception {
        db = Db.open(database(directory));
        distances = restarted();
    }

    @AfterEach
    void close() {
        db.close();
    }

    private static Sha sha(int number) {
        return new Sha("%040x".formatted(number));
    }

    private Distances restarted() {
        var sources = Proxy.newProxyInstance(
                Sources.class.getClassLoader(),
                new Class<?>[] {Sources.class},
                (_, method, given) -> answer(method, given));
        return new Distances(db, (Sources) sources, time, tasks::add);
    }

    /** What a mirror says. */
    private Object answer(Method method, Object[] given) throws IOException {
        var pair = new Kin.Pair((Sha) given[1], (Sha) given[2]);
        if (method.getName().equals("changes")) {
            var commits = new Changes.Some<Commit>(List.of(), 2);
            return new Changes(
                    pair.base(),
                    pair.target(),
                    null,
                    null,
                    commits,
                    Changes.Some.none(),
                    Changes.Some.none(),
                    Map.of(),
                    List.of());
        }
        asked.add(pair);
        var kinship = mirror.get(pair);
        if (kinship == null) {
            throw new IOException("the mirror lacks a commit");
        }
        return kinship;
    }

    private void work() {
        for (var task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
        }
    }

    final Map<Span, Integer> found(Span span) {
        distances.of(List.of(span));
        work();
        return distances.of(List.of(span));
    }

    @Test
    void distance_isFoundOutLater_once_andThenPagesAreShownAgain() throws Exception {
        mirror.put(SPAN.pair(), new Kinship(7, 0));
        try (var bell = db.signals().subscribe(Events.TOPIC)) {
            assertThat(distances.of(List.of(SPAN))).isEmpty();
            assertThat(distances.of(List.of(SPAN))).isEmpty();
            assertThat(tasks).hasSize(1);

            work();

            assertThat(bell.await(Duration.ofSeconds(10))).isTrue();
        }
        assertThat(distances.of(List.of(SPAN))).containsOnly(Map.entry(SPAN, 7));
        assertThat(restarted().of(List.of(SPAN))).containsOnly(Map.entry(SPAN, 7));
        assertThat(asked).hasSize(1);
        assertThat(tasks).isEmpty();
    }

    @Test
    void distance_isNothing_unlessTheTargetDescendsFromTheBase() {
        for (var kinship : List.of(new Kinship(0, 3), new Kinship(2, 1))) {
            mirror.put(SPAN.pair(), kinship);
            assertThat(found(SPAN)).containsOnly(Map.entry(SPAN, 0));
        }
    }

    @Test
    void commitThatTheMirrorLacks_isNotAskedForAgain_forAWhile() {
        assertThat(found(SPAN)).isEmpty();
        assertThat(found(SPAN)).isEmpty();
        assertThat(asked).hasSize(1);

        mirror.put(SPAN.pair(), new Kinship(1, 0));
        time.pass(Duration.ofMinutes(6));

        assertThat(found(SPAN)).containsOnly(Map.entry(SPAN, 1));
    }

    @Test
    void relationThatGatesHaveFound_isNotAskedForAgain() {
        db.write(tx -> {
            KinshipStore.put(tx, SPAN.pair(), new Relation.Known(new Kinship(4, 0)));
            KinshipStore.put(tx, new Kin.Pair(NEW, sha(3)), new Relation.Gone());
            return tx;
        });
        var gone = new Span(URL, List.of(), NEW, sha(3));

        assertThat(distances.of(List.of(SPAN, gone))).containsOnly(Map.entry(SPAN, 4), Map.entry(gone, 0));
        assertThat(tasks).isEmpty();
    }

    @Test
    void commitsOfAPartOfTheRepository_areCounted_forAnAppThatHasOnlyThat() {
        mirror.put(SPAN.pair(), new Kinship(7, 0));
        var part = new Span(URL, List.of("shop/**"), OLD, NEW);

        assertThat(found(part)).containsOnly(Map.entry(part, 2));
        assertThat(distances.of(List.of(SPAN))).containsOnly(Map.entry(SPAN, 7));
    }

    @Test
    void manyDistances_areReadAtOnce() {
        var spans = IntStream.range(0, 1_203)
                .mapToObj(i -> new Span(URL, List.of(), OLD, sha(100 + i)))
                .toList();
        spans.forEach(span -> mirror.put(span.pair(), new Kinship(3, 0)));
        distances.of(spans);
        work();

        assertThat(restarted().of(spans)).hasSize(1_203);
        assertThat(asked).hasSize(1_203);
    }
}
