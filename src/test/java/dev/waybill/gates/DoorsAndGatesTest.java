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
    /**
     * What comes of a request: {@code refused}, by that gate or by another one that is named; or what becomes of the deploy. What
     * has happened elsewhere is recorded whatever the gates say.
     */
    private static final String TABLE = """
            gate             | API                   | OLD_CLIENT | ROLLBACK | PROMOTION             | AUTOMATION | CODE_HOST             | RECORD
            Locked           | refused               | refused    | refused  | refused               | waits      | refused               | recorded
            CheckPending     | waits                 | waits      | starts   | waits                 | waits      | waits                 | recorded
            CheckMissing     | waits                 | waits      | starts   | waits                 | waits      | waits                 | recorded
            CheckFailed      | refused               | refused    | starts   | refused               | waits      | refused               | recorded
            ChecksUnreadable | waits                 | waits      | starts   | waits                 | waits      | waits                 | recorded
            NotRegistered    | waits                 | waits      | starts   | waits                 | waits      | waits                 | recorded
            Quarantined      | refused:REASON_NEEDED | starts     | starts   | refused:REASON_NEEDED | waits      | refused:REASON_NEEDED | recorded
            OlderThanLive    | superseded            | superseded | starts   | superseded            | superseded | superseded            | recorded
            QueuedBehind     | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            ConcurrencyLimit | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            Draining         | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            DiskLow          | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            VcsUnreachable   | waits                 | waits      | starts   | starts                | waits      | waits                 | recorded
            RefUnresolved    | waits                 | waits      | starts   | waits                 | waits      | waits                 | recorded
            KinshipUnknown   | waits                 | waits      | starts   | waits                 | waits      | waits                 | recorded
            NodeSilent       | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            DriverSilent     | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            Grace            | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            ReasonNeeded     | refused               | starts     | starts   | refused               | starts     | refused               | recorded
            ChangedSinceSeen | refused               | refused    | refused  | refused               | refused    | refused               | recorded
            NotPermitted     | forbidden             | forbidden  | forbidden | forbidden            | forbidden  | forbidden             | forbidden
            AppRetired       | waits                 | waits      | waits    | waits                 | waits      | waits                 | recorded
            AutoOff          | starts                | starts     | starts   | starts                | waits      | starts                | recorded
            AutoPaused       | starts                | starts     | starts   | starts                | waits      | starts                | recorded
            MinInterval      | starts                | starts     | starts   | starts                | waits      | starts                | recorded
            Drifted          | starts                | starts     | starts   | starts                | waits      | starts                | recorded
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
