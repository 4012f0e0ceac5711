package dev.waybill.gates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.waybill.deploys.Door;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Nothing gets past a gate by another door: each door against each gate, on a real server. The rows are the gates and the columns
 * the doors of the code's own lists, so that a new one fails until it is here.
 */
@Tag("processes")
class DoorsAndGatesTest {
    /** What comes of a request: {@code refused}, by that gate or by another one that is named; or what becomes of the deploy. */
    private static final String TABLE = """
            gate             | API                   | OLD_CLIENT | ROLLBACK | PROMOTION             | AUTOMATION | CODE_HOST
            Locked           | refused               | refused    | refused  | refused               | waits      | refused
            CheckPending     | waits                 | waits      | starts   | waits                 | waits      | waits
            CheckMissing     | waits                 | waits      | starts   | waits                 | waits      | waits
            CheckFailed      | refused               | refused    | starts   | refused               | waits      | refused
            ChecksUnreadable | waits                 | waits      | starts   | waits                 | waits      | waits
            NotRegistered    | waits                 | waits      | starts   | waits                 | waits      | waits
            Quarantined      | refused:REASON_NEEDED | starts     | starts   | refused:REASON_NEEDED | waits      | refused:REASON_NEEDED
            OlderThanLive    | superseded            | superseded | starts   | superseded            | superseded | superseded
            QueuedBehind     | waits                 | waits      | waits    | waits                 | waits      | waits
            ConcurrencyLimit | waits                 | waits      | waits    | waits                 | waits      | waits
            Draining         | waits                 | waits      | waits    | waits                 | waits      | waits
            DiskLow          | waits                 | waits      | waits    | waits                 | waits      | waits
            VcsUnreachable   | waits                 | waits      | starts   | starts                | waits      | waits
            RefUnresolved    | waits                 | waits      | starts   | waits                 | waits      | waits
            KinshipUnknown   | waits                 | waits      | starts   | waits                 | waits      | waits
            NodeSilent       | waits                 | waits      | waits    | waits                 | waits      | waits
            Grace            | waits                 | waits      | waits    | waits                 | waits      | waits
            ReasonNeeded     | refused               | starts     | starts   | refused               | starts     | refused
            ChangedSinceSeen | refused               | refused    | refused  | refused               | refused    | refused
            NotPermitted     | forbidden             | forbidden  | forbidden | forbidden            | forbidden  | forbidden
            AppRetired       | waits                 | waits      | waits    | waits                 | waits      | waits
            AutoOff          | starts                | starts     | starts   | starts                | waits      | starts
            AutoPaused       | starts                | starts     | starts   | starts                | waits      | starts
            MinInterval      | starts                | starts     | starts   | starts                | waits      | starts
            """;

    private static final List<List<String>> ROWS = TABLE.lines()
            .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
            .toList();

    @TempDir
    static Path directory;

    private static GateScenes scenes;

    @BeforeAll
    static void open() throws Exception {
        scenes = new GateScenes(directory);
    }

    @AfterAll
    static void close() throws Exception {
        scenes.close();
    }

    @Test
    void table_hasEveryDoorAndEveryGate() {
        assertThat(ROWS.getFirst().subList(1, ROWS.getFirst().size()))
                .containsExactlyElementsOf(
                        Arrays.stream(Door.values()).map(Door::name).toList());
        assertThat(ROWS.subList(1, ROWS.size()).stream().map(List::getFirst))
                .containsExactlyInAnyOrderElementsOf(
                        leaves(Blocker.class).map(Class::getSimpleName).toList());
    }

    /** Without those that keep automation from requesting anything. */
    private static Stream<Class<?>> leaves(Class<?> type) {
        if (type == AutomationBlockers.PlanBlocker.class) {
            return Stream.empty();
        }
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(DoorsAndGatesTest::leaves)
                : Stream.of(type);
    }

    @TestFactory
    Stream<DynamicTest> nothingGetsPast() {
        return ROWS.stream()
                .skip(1)
                .flatMap(row -> Arrays.stream(Door.values())
                        .map(door -> dynamicTest(row.getFirst() + " by " + door, () -> {
                            var expected = row.get(1 + door.ordinal());
                            assertThat(scenes.whatComesOf(row.getFirst(), door, expected))
                                    .isEqualTo(expected);
                        })));
    }
}
