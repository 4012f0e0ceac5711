package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Changes.File;
import dev.waybill.vcs.Kinship;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The files that differ between two commits, and the commits that changed certain paths. */
@Tag("processes")
class ChangedFilesTest extends ChangesFixture {
    @Test
    void changes_areLimitedToPaths_withTheirMerges() throws Exception {
        repository.git("checkout", "--quiet", "-b", "shop-branch");
        commit("services/shop/a");
        repository.git("checkout", "--quiet", "main");
        commit("services/blog/a");
        repository.git(
                "merge", "--quiet", "--no-ff", "-m", "Merge pull request #7 from ann/shop-branch", "shop-branch");
        repository.git("checkout", "--quiet", "-b", "blog-branch");
        commit("services/blog/b");
        repository.git("checkout", "--quiet", "main");
        commit("services/shop/c");
        repository.git(
                "merge", "--quiet", "--no-ff", "-m", "Merge pull request #8 from ann/blog-branch", "blog-branch");

        var changes = changes(in("services/shop/**"));

        assertThat(titles(changes.commits()))
                .containsExactly(
                        "Change services/shop/c",
                        "Merge pull request #7 from ann/shop-branch",
                        "Change services/shop/a");
        assertThat(changes.commits().first().get(1).pullRequest()).isEqualTo(7);
        assertThat(changes.files().first())
                .extracting(File::path)
                .containsExactly("services/shop/a", "services/shop/c");
        assertThat(changes.kinship()).isEqualTo(new Kinship(6, 0));
    }

    @Test
    void changes_haveTheStatusOfEachFile() throws Exception {
        repository.commit("letter", "many words\n".repeat(20));
        repository.commit("gone", "gone");
        first = head();
        repository.git("mv", "letter", "post");
        repository.git("rm", "--quiet", "gone");
        Files.delete(repository.path().resolve("readme"));
        Files.createSymbolicLink(repository.path().resolve("readme"), Path.of("post"));
        repository.commit("new", "new");

        assertThat(changes(ALL).files().first())
                .containsExactlyInAnyOrder(
                        new File("post", "renamed", "letter"),
                        new File("gone", "deleted", null),
                        new File("readme", "retyped", null),
                        new File("new", "added", null));
    }

    @Test
    void changes_markFiles_includingRemovedOnes() throws Exception {
        commit("db/1.sql");
        commit("db/old/2.sql");
        first = head();
        repository.git("mv", "db/1.sql", "1.sql");
        commit("src/a");
        commit("db/3.sql");

        var changes = changes(new ChangeQuery(
                List.of(), Map.of("migrations", List.of("db/**"), "docs", List.of("docs")), List.of(), 50));

        assertThat(changes.marks())
                .isEqualTo(Map.of("migrations", new Changes.Some<>(List.of("1.sql", "db/3.sql"), 2)));
    }
}
