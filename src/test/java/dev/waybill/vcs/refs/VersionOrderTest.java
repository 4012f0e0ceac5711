package dev.waybill.vcs.refs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VersionOrderTest {
    @TestFactory
    Stream<DynamicTest> tags_areInTheOrderOfTheirVersions() {
        return """
                v1.0.0-alpha v1.0.0-alpha.1 v1.0.0-alpha.beta v1.0.0-beta v1.0.0-beta.2 v1.0.0-beta.11 v1.0.0-rc.1 v1.0.0
                v1.9.0 v1.10.0 v1.11.0 v2.0.0 v10.0.0
                1 1.0.1 1.1 2
                release-1.9 release-1.10 release-1.10.1
                shop2/v1.9.0 shop2/v1.10.0-rc1 shop2/v1.10.0
                app1-v2.0.0 app1-v10.0.0
                rel1.2 rel1.12
                zzz v0.0.1
                nightly stable v0.0.0-0
                build-7 build-11 build-111
                v1.0.0+a v1.0.0+b v1.0.1+a
                2026.2.11 2026.11.2
                v99999999999999999998.0.0 v99999999999999999999.0.0
                v1.0.0-1 v1.0.0-2 v1.0.0-11 v1.0.0-a
                v1.0.0-rc-1 v1.0.0-rc-2
                """.lines().map(line -> dynamicTest(line, () -> {
            var tags = List.of(line.split(" "));
            var shuffled = new ArrayList<>(tags);
            Collections.shuffle(shuffled, new Random(7));

            for (var most = 1; most <= tags.size(); most++) {
                assertThat(VersionOrder.newest(most, shuffled, tag -> tag))
                        .containsExactlyInAnyOrderElementsOf(tags.subList(tags.size() - most, tags.size()));
            }
        }));
    }

    @Test
    void versionsAndPreReleases_areRecognized() {
        assertThat(Stream.of("v1", "1.2.3", "shop-v1.2", "v1.2.3-rc.1+7")).allMatch(VersionOrder::isVersion);
        assertThat(Stream.of("latest", "", "v", "v1.2.3.4", "v1..2", "-", "v1.2.x"))
                .noneMatch(VersionOrder::isVersion);
        assertThat(Stream.of("v1-rc.1", "1.0.0-0")).allMatch(VersionOrder::isPreRelease);
        assertThat(Stream.of("v1", "1.0.0+rc", "latest-rc")).noneMatch(VersionOrder::isPreRelease);
    }

    @Test
    void newestVersions_areFound_inAnyOrder() {
        var tags = List.of("v1.10", "v0.9", "zzz", "v2.0-rc.1", "v1.9", "v2");

        assertThat(VersionOrder.newest(3, tags, tag -> tag)).containsExactlyInAnyOrder("v1.10", "v2.0-rc.1", "v2");
        assertThat(VersionOrder.newest(6, tags, tag -> tag)).containsExactlyElementsOf(tags);
    }

    @Test
    void hostileTags_takeNoTime() {
        var long1 = "-v1".repeat(85);
        assertThat(VersionOrder.newest(1, List.of(long1 + "!", long1), tag -> tag))
                .containsExactly(long1);
    }
}
