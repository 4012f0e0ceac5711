package dev.waybill.watches;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.vcs.Sha;
import dev.waybill.vcs.refs.RemoteRefs;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RefChangesTest {
    private static final Instant NOW = Instant.parse("2026-11-23T09:30:00Z");
    private static final Wish MAIN_AND_VERSIONS = Wish.of(Set.of("main"), Set.of("v*"), Pace.PROMPT);

    /** Refs with one letter for a sha, such as {@code refs/heads/main=a}. */
    private static RemoteRefs refs(String... refs) {
        var shas = new TreeMap<>(Arrays.stream(refs)
                .map(ref -> ref.split("="))
                .collect(Collectors.toMap(ref -> ref[0], ref -> new Sha(ref[1].repeat(40)))));
        return new RemoteRefs(shas, List.of(), "");
    }

    private static List<String> events(RemoteRefs before, RemoteRefs after, Wish wish, @Nullable Wish wanted) {
        return changes(before, after, wish, wanted).events().stream()
                .map(event -> "%s %s %s %s"
                        .formatted(event.eventKind(), event.ref(), letter(event.previous()), letter(event.sha())))
                .toList();
    }

    private static RefChanges changes(RemoteRefs before, RemoteRefs after, Wish wish, @Nullable Wish wanted) {
        var known = before.shas().entrySet().stream()
                .map(ref -> new WatchedRef(ref.getKey(), ref.getValue(), NOW))
                .toList();
        return RefChanges.of(known, after, wish, wanted, NOW);
    }

    private static String letter(@Nullable String sha) {
        return sha == null ? "-" : sha.substring(0, 1);
    }

    @Test
    void refsThatAppearMoveAndVanish_areTold() {
        var before = refs("refs/heads/main=a", "refs/tags/v1=a", "refs/tags/v2=b");
        var after = refs("refs/heads/main=c", "refs/heads/other=d", "refs/tags/v2=c", "refs/tags/v3=c");

        assertThat(events(before, after, MAIN_AND_VERSIONS, MAIN_AND_VERSIONS))
                .containsExactly(
                        "ref.moved refs/heads/main a c",
                        "ref.moved refs/tags/v2 b c",
                        "ref.created refs/tags/v3 - c",
                        "ref.deleted refs/tags/v1 a -");
    }

    @Test
    void firstLook_tellsNothing_andKeepsWhatItSaw() {
        var after = refs("refs/heads/main=a", "refs/tags/v1=a");
        var changes = changes(refs(), after, MAIN_AND_VERSIONS, null);

        assertThat(changes.events()).isEmpty();
        assertThat(changes.toPut())
                .extracting(WatchedRef::name)
                .containsExactlyElementsOf(after.shas().keySet());
    }

    @Test
    void refThatIsNewlyWanted_isNotNew() {
        var wanted = Wish.of(Set.of("main"), Set.of(), Pace.PROMPT);
        var after = refs("refs/heads/main=b", "refs/tags/v1=a");

        assertThat(events(refs("refs/heads/main=a"), after, MAIN_AND_VERSIONS, wanted))
                .containsExactly("ref.moved refs/heads/main a b");
    }

    @Test
    void refThatIsNotWantedAnyMore_isForgotten_andWasNotDeleted() {
        var wish = Wish.of(Set.of("other"), Set.of(), Pace.PROMPT);
        var changes = changes(refs("refs/heads/main=a"), refs("refs/heads/main=a"), wish, MAIN_AND_VERSIONS);

        assertThat(changes.events()).isEmpty();
        assertThat(changes.toDelete()).containsExactly("refs/heads/main");
    }

    @Test
    void tooManyTags_keepTheNewestVersions_andTheOthersWereNotDeleted() {
        var all = IntStream.rangeClosed(1, 1_000).mapToObj(i -> "refs/tags/v1.%d=a".formatted(i));
        var before = refs(all.toArray(String[]::new));
        var shas = new TreeMap<>(before.shas());
        shas.putAll(Map.of("refs/tags/v1.1001", new Sha("b".repeat(40)), "refs/heads/main", new Sha("b".repeat(40))));
        var changes = changes(before, new RemoteRefs(shas, List.of(), ""), MAIN_AND_VERSIONS, MAIN_AND_VERSIONS);

        assertThat(changes.toDelete()).containsExactly("refs/tags/v1.1");
        assertThat(changes.toPut())
                .extracting(WatchedRef::name)
                .containsExactly("refs/heads/main", "refs/tags/v1.1001");
        assertThat(changes.events()).hasSize(2);
    }

    @Test
    void wish_isReadAsItWasWritten() {
        var wish = Wish.of(
                Set.of("main", "HEAD~2", "refs/heads/tag x", "-bad-", "feature/cart"),
                Set.of("v*", "shop/*"),
                Pace.LEISURELY);

        assertThat(Wish.parse(wish.text())).isEqualTo(wish);
        assertThat(wish.names())
                .containsExactly(
                        "HEAD",
                        "refs/heads/feature/cart",
                        "refs/heads/main",
                        "refs/tags/feature/cart",
                        "refs/tags/main");
    }

    @Test
    void commits_areNotWatched() {
        var wish = Wish.of(Set.of("a".repeat(40), "sha:abcdef1"), Set.of(), Pace.PROMPT);

        assertThat(wish.isEmpty()).isTrue();
    }
}
