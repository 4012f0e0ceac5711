package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes.File;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Sha;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The commits between two commits. */
@Tag("processes")
class ChangesTest extends ChangesFixture {
    @Test
    void changes_listTheNewestFirst_andCountAll() throws Exception {
        for (var name : List.of("a", "b", "c")) {
            commit(name);
        }

        var changes = changes(new ChangeQuery(List.of(), Map.of(), List.of(), 2));

        assertThat(changes.kinship()).isEqualTo(new Kinship(3, 0));
        assertThat(titles(changes.commits())).containsExactly("Change c", "Change b");
        assertThat(changes.commits().count()).isEqualTo(3);
        assertThat(changes.commits().first().getFirst().author()).isEqualTo("Ann");
        assertThat(changes.commits().first().getFirst().email()).isEqualTo("ann@example.com");
        assertThat(changes.files().first()).containsExactly(new File("a", "added", null), new File("b", "added", null));
        assertThat(changes.files().count()).isEqualTo(3);
        assertThat(changes.lost().count()).isZero();
    }

    @Test
    void changes_listLostCommits() throws Exception {
        commit("lost");
        var live = head();
        repository.git("checkout", "--quiet", "-b", "other", first.hex());
        commit("gained");

        var changes = mirrors.changes(remote, live, head(), ALL);

        assertThat(titles(changes.commits())).containsExactly("Change gained");
        assertThat(titles(changes.lost())).containsExactly("Change lost");
        assertThat(changes.files().first())
                .containsExactly(new File("gained", "added", null), new File("lost", "deleted", null));
    }

    @Test
    void changes_findLabels_evenOfUnlistedCommits() throws Exception {
        commitSaying("[Security] Close a hole");
        commitSaying("Add a table\n\nlabels: Migration, other");
        commitSaying("Speak of security\n\nNo Label: none");

        var changes = changes(new ChangeQuery(List.of(), Map.of(), List.of("migration", "security", "docs"), 2));

        assertThat(changes.labels()).containsExactly("migration", "security");
        assertThat(changes.commits().first())
                .extracting(Commit::labels)
                .containsExactly(List.of(), List.of("migration"));
    }

    @Test
    void changes_haveThePullRequest() throws Exception {
        commitSaying("Add a button (#12)");
        commitSaying("Merge pull request #13 from ann/button\n\nAdd a button");
        commitSaying("Merge branch 'button' into 'main'\n\nAdd a button\n\nSee merge request acme/shop!14");
        commitSaying("Merge pull request 'Add a button' (#15) from ann/button into main");
        commitSaying("Speak of (#16) in the middle");
        commitSaying("Many digits (#12345678901234567890)");

        assertThat(changes(ALL).commits().first())
                .extracting(Commit::pullRequest)
                .containsExactly(null, null, 15, 14, 13, 12);
    }

    @Test
    void changes_areUnknown_withAReason_ifACommitDoesNotExist() throws Exception {
        var gone = new Sha("0123456789012345678901234567890123456789");

        var changes = mirrors.changes(remote, gone, first, ALL);

        assertThat(changes.kinship()).isNull();
        assertThat(changes.missing()).contains("no longer contains commit 0123456", "force-pushed", "shallow");
        assertThat(changes.commits().first()).isEmpty();
    }

    @Test
    void changes_areTheNewestCommits_withoutABase() throws Exception {
        commit("a");
        commit("b");

        var changes = mirrors.changes(remote, null, head(), new ChangeQuery(List.of(), Map.of(), List.of(), 2));

        assertThat(changes.kinship()).isNull();
        assertThat(changes.missing()).isNull();
        assertThat(titles(changes.commits())).containsExactly("Change b", "Change a");
    }
}
