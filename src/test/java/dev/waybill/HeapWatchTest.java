package dev.waybill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeapWatchTest {
    private static final int MEGABYTE = 1 << 20;

    private int size = 40;
    private int needed = 40;
    private final List<Integer> collectedAt = new ArrayList<>();
    private final HeapWatch watch = new HeapWatch(() -> (long) size * MEGABYTE, this::collect);
    private int looks;

    private void collect() {
        collectedAt.add(looks);
        size = Math.max(40, needed);
    }

    private void look(int times) {
        for (var i = 0; i < times; i++) {
            looks++;
            watch.look();
        }
    }

    @Test
    void smallGrowth_isLeftAlone() {
        size = 49;

        look(100);

        assertThat(collectedAt).isEmpty();
    }

    @Test
    void growth_isGivenBack() {
        size = 200;

        look(3);

        assertThat(collectedAt).containsExactly(1);
        assertThat(size).isEqualTo(40);
    }

    @Test
    void whatIsNeeded_isCollectedLessAndLessOften_andGivenBackInTheEnd() {
        size = 400;
        needed = 400;

        look(100);

        assertThat(collectedAt).containsExactly(1, 3, 7, 15, 31, 63);
        needed = 40;
        look(30);
        assertThat(collectedAt).endsWith(127);
        assertThat(size).isEqualTo(40);
    }
}
