package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OwnersTest {
    private static final List<String> KEYS = IntStream.range(0, 3_000)
            .mapToObj(i -> UUID.nameUUIDFromBytes(new byte[] {(byte) i, (byte) (i >> 8)})
                    .toString())
            .toList();

    private static List<String> own(String self, Set<String> living) {
        return KEYS.stream().filter(new Owners(self, living)::isOwn).toList();
    }

    @Test
    void everyRepository_hasOneOwner_andEachServerAFairShare() {
        var living = Set.of("anna", "bert", "cleo");

        var shares = living.stream().map(self -> own(self, living)).toList();

        assertThat(shares.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(KEYS);
        assertThat(shares).allSatisfy(share -> assertThat(share.size()).isBetween(900, 1_100));
    }

    @Test
    void deadServer_leavesItsShareToTheOthers_whoKeepTheirs() {
        var before = own("anna", Set.of("anna", "bert", "cleo"));
        var after = own("anna", Set.of("anna", "bert"));

        assertThat(after).containsAll(before).hasSizeGreaterThan(before.size() + 400);
        assertThat(own("anna", Set.of("anna"))).isEqualTo(KEYS);
    }
}
