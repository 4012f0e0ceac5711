package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Changes.File;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class ChangesTest {
    private static final ChangeQuery ALL = new ChangeQuery(List.of(), Map.of(), List.of(), 50);

    @TempDir
    Path directory;

    private TestRepository repository;
    private Remote remote;
    private Mirrors mirrors;
    private Sha first;

    @BeforeEach
    void make() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        remote = Remote.of(new RepositoryUrl(repository.path().toString()));
        mirrors = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("mirrors"));
        first = head();
    }

    @AfterEach
    void close() {
        mirrors.close();
    }

    private Sha head() throws Exception {
        return new Sha(repository.git("rev-parse", "HEAD"));
    }

    private void commit(String file) throws Exception {
        Files.createDirectories(repository.path().resolve(file).getParent());
        repository.commit(file, file);
    }

    private void commitSaying(String message) throws Exception {
        Files.writeString(directory.resolve("message"), message);
        repository.git("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=../message");
    }

    private Changes changes(ChangeQuery query) throws Exception {
        return mirrors.changes(remote, first, head(), query);
    }

    private static ChangeQuery in(String... paths) {
        return new ChangeQuery(List.of(paths), Map.of(), List.of(), 50);
    }

    private static List<String> titles(Changes.Some<Commit> commits) {
        return commits.first().stream().map(Commit::title).toList();
    }

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
        assertThat(changes.files().first()).containsExactly(new File("a", "added", null), new File("b", "added", null));
        assertThat(changes.files().count()).isEqualTo(3);
        assertThat(changes.lost().count()).isZero();
    }

    @Test
    void changes_sayWhatIsLost() throws Exception {
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
    void changes_areOfThePathsAlone_withTheMergesThatBroughtThem() throws Exception {
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
    void changes_knowWhatBecameOfFiles() throws Exception {
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
    void changes_markFiles_alsoThoseThatLeft() throws Exception {
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

    @Test
    void changes_findLabels_alsoInWhatIsNotListed() throws Exception {
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
    void changes_knowThePullRequest() throws Exception {
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
    void changes_showHostileCommits_asText() throws Exception {
        commitSaying("\n\n  \u001b[31mred\u0007 \u202e \"quoted\"\twords  \r\nmore");
        commitSaying("x".repeat(10_000_000) + "\n\nLabel: far");
        commitRaw("author Ann\u00e9\t <a@b> 99999999999999999 +0000", "", "caf\u00e9 \u00ff");
        commitRaw("author nobody", "encoding ISO-8859-1\n", "caf\u00e9 \u00ff");

        var commits = changes(ALL).commits();

        assertThat(commits.first())
                .extracting(Commit::title)
                .containsExactly(
                        "caf\u00e9 \u00ff",
                        "caf\ufffd \ufffd",
                        "x".repeat(500) + "…",
                        "[31mred  \u202e \"quoted\" words");
        assertThat(commits.first().get(1).author()).isEqualTo("Ann\ufffd");
        assertThat(commits.first().get(1).authored())
                .isBefore(Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1));
        assertThat(commits.first().get(0).authored()).isEqualTo(Instant.EPOCH);
    }

    private void commitRaw(String author, String headers, String message) throws Exception {
        var text = "tree %s\nparent %s\n%s\ncommitter Ann <a@b> 2000000000 +0000\n%s\n%s\n"
                .formatted(repository.git("rev-parse", "HEAD^{tree}"), head(), author, headers, message);
        Files.write(directory.resolve("raw"), text.getBytes(StandardCharsets.ISO_8859_1));
        repository.git(
                "reset", "--quiet", repository.git("hash-object", "-t", "commit", "-w", "--literally", "../raw"));
    }

    @Test
    void changes_showHostileFiles() throws Exception {
        for (var name : List.of("new\nline", "\"quoted\"", "tab\t", " space ", "-option", ":(top)", "*")) {
            Files.writeString(repository.path().resolve(name), name);
        }
        repository.git("add", "--", ".");
        commitSaying("Hostile names");

        var paths = changes(ALL).files().first().stream().map(File::path).toList();

        assertThat(paths)
                .containsExactlyInAnyOrder("new\nline", "\"quoted\"", "tab\t", " space ", "-option", ":(top)", "*");
    }

    @Test
    void changes_areUnknown_andSayWhy_whenACommitIsGone() throws Exception {
        var gone = new Sha("0123456789012345678901234567890123456789");

        var changes = mirrors.changes(remote, gone, first, ALL);

        assertThat(changes.kinship()).isNull();
        assertThat(changes.missing()).contains("no longer contains commit 0123456", "force-pushed", "shallow");
        assertThat(changes.commits().first()).isEmpty();
    }

    @Test
    void changes_areTheNewestCommits_whenThereIsNothingToCompareWith() throws Exception {
        commit("a");
        commit("b");

        var changes = mirrors.changes(remote, null, head(), new ChangeQuery(List.of(), Map.of(), List.of(), 2));

        assertThat(changes.kinship()).isNull();
        assertThat(changes.missing()).isNull();
        assertThat(titles(changes.commits())).containsExactly("Change b", "Change a");
    }
}
