package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.Unresolvable;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An ambiguous name is refused, with the full names to use instead. */
@Tag("processes")
class AmbiguousNamesTest extends MirrorsFixture {
    private String first;
    private String second;

    @BeforeEach
    void commit() throws Exception {
        first = repository.git("rev-parse", "HEAD");
        second = repository.commit("more", "more");
    }

    private Optional<String> resolve(Ref ref) throws Exception {
        return mirrors.resolve(remote, ref).get().map(Sha::hex);
    }

    private Optional<String> resolve(String ref) throws Exception {
        return resolve(new Ref(ref));
    }

    private void refused(String ref, String... words) {
        assertThatThrownBy(() -> resolve(ref))
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(Unresolvable.class)
                .cause()
                .hasMessageContainingAll(words);
    }

    @Test
    void tagAndBranchOfOneName_areRefused_withTheirFullNames() throws Exception {
        repository.git("tag", "trunk", first);
        repository.git("branch", "trunk", second);

        refused("trunk", "refs/tags/trunk (" + first.substring(0, 7), "refs/heads/trunk (" + second.substring(0, 7));
        refused("trunk~0", "\"trunk~0\"", "refs/tags/trunk");
        assertThat(resolve("refs/tags/trunk")).contains(first);
        assertThat(resolve("tags/trunk")).contains(first);
        assertThat(resolve("refs/heads/trunk")).contains(second);
        assertThat(resolve("heads/trunk")).contains(second);
        assertThat(resolve("refs/heads/trunk~1")).contains(first);
    }

    @Test
    void tagAndBranchOfOneName_areAccepted_ifTheyPointToTheSameCommit() throws Exception {
        repository.git("tag", "--annotate", "--message", "it", "trunk", second);
        repository.git("branch", "trunk", second);

        assertThat(resolve("trunk")).contains(second);
        repository.git("tag", "--annotate", "--message", "a tag of a tag", "twice", "trunk");
        assertThat(resolve("twice")).contains(second);
    }

    @Test
    void tagOfAFile_isNotACommit() throws Exception {
        repository.git("tag", "file", "HEAD:readme");

        assertThat(resolve("file")).isEmpty();
        repository.git("branch", "file", first);
        assertThat(resolve("file")).contains(first);
    }

    @Test
    void branchNamedLikeASha_isNotFoundByTheSha() throws Exception {
        var digits = first.substring(0, 7);
        repository.git("branch", digits, second);

        assertThat(resolve(Ref.sha(digits))).contains(first);
        refused(digits, "refs/heads/" + digits + " (" + second.substring(0, 7) + ")", first);
        assertThat(resolve("refs/heads/" + digits)).contains(second);
        repository.git("tag", "0abcdef", second);
        assertThat(resolve(Ref.sha("0abcdef"))).isEmpty();
        assertThat(resolve("0abcdef")).contains(second);
    }

    @Test
    void branchNamedLikeAFullSha_needsItsFullName() throws Exception {
        repository.git("update-ref", "refs/heads/" + first, second);
        repository.git("update-ref", "refs/tags/" + "0".repeat(40), second);

        assertThat(resolve(first)).contains(first);
        assertThat(resolve(first.toUpperCase(Locale.ROOT))).contains(first);
        assertThat(resolve(Ref.sha(first))).contains(first);
        assertThat(resolve("refs/heads/" + first)).contains(second);
        assertThat(resolve("0".repeat(40))).isEmpty();
        assertThat(resolve("refs/tags/" + "0".repeat(40))).contains(second);
    }

    /** Any word of four letters from a to f is the start of some sha in a large repository. */
    @Test
    void shortWord_isTheBranch_evenIfAShaStartsWithIt() throws Exception {
        var word = first.substring(0, 4);
        repository.git("branch", word, second);

        assertThat(resolve(word)).contains(second);
        repository.git("branch", "-D", word);
        assertThat(resolve(word)).contains(first);
    }

    @Test
    void shaOfAFileOrTag_isNotAnotherCommit() throws Exception {
        repository.git("tag", "--annotate", "--message", "it", "v1", first);

        assertThat(resolve(Ref.sha(repository.git("rev-parse", "HEAD:readme").substring(0, 10))))
                .isEmpty();
        assertThat(resolve(Ref.sha(repository.git("rev-parse", "v1").substring(0, 10))))
                .contains(first);
        assertThat(resolve("v1-1-g" + second.substring(0, 9))).contains(second);
    }

    @Test
    void prefixOfTwoShas_needsMoreDigits() throws Exception {
        var seen = new HashSet<String>();
        var tree = repository.git("rev-parse", "HEAD^{tree}");
        var next = second;
        while (seen.add(next.substring(0, 4))) {
            next = repository.git("commit-tree", tree, "-p", next, "-m", "more");
        }
        repository.git("branch", "long", next);

        refused(next.substring(0, 4), "more than one commit begins with " + next.substring(0, 4));
        assertThat(resolve(Ref.sha(next))).contains(next);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HEAD", "head", "refs/heads/main", "heads/main"})
    void branchNamedLikeAFullName_isFoundByItsOwnFullName(String name) throws Exception {
        repository.git("update-ref", "refs/heads/" + name, first);

        assertThat(resolve("refs/heads/" + name)).contains(first);
        assertThat(resolve("HEAD")).contains(second);
        assertThat(resolve("refs/heads/main")).contains(second);
    }

    @Test
    void refsBelowAName_areNotFound() throws Exception {
        repository.git("branch", "feature/x", first);

        assertThat(resolve("feature")).isEmpty();
        assertThat(resolve("feature/x")).contains(first);
        assertThat(resolve("refs/heads")).isEmpty();
        assertThat(resolve("refs/pull/1/head")).isEmpty();
        assertThat(resolve("origin/main")).isEmpty();
        assertThat(resolve("config")).isEmpty();
    }
}
