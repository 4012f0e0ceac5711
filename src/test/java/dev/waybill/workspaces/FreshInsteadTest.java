package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A warm workspace that looks odd is removed, and the commit checked out afresh. */
class FreshInsteadTest extends WarmFixture {
    @ParameterizedTest
    @ValueSource(strings = {"crlf", "second"})
    void checkOut_isFresh_ifAttributesChange(String next) throws Exception {
        leave(next.equals("crlf") ? "first" : "crlf", "true");

        assertLikeFresh(next);
        assertThat(said).last().asString().contains("afresh, because the warm workspace", ".gitattributes");
    }

    @Test
    void checkOut_isFresh_ifTheWorkspaceIsALink() throws Exception {
        leave("true");
        run(directory.resolve("data/workspaces"), "mv %1$s ../moved; ln -s ../moved %1$s".formatted(WARM));

        assertLikeFresh("second");
        assertThat(said).last().asString().contains("not a directory any more");
        assertThat(directory.resolve("data/moved/readme")).exists();
    }

    @ParameterizedTest
    @ValueSource(strings = {"index", "origin"})
    void checkOut_isFresh_ifSomethingSavedIsMissing(String file) throws Exception {
        leave("true");
        Files.delete(directory.resolve("data/warm").resolve(WARM).resolve(file));

        assertLikeFresh("second");
        assertThat(said).last().asString().contains("has no index");
    }

    @Test
    void checkOut_isFresh_ifTheIndexIsDamaged() throws Exception {
        leave("true");
        Files.writeString(directory.resolve("data/warm").resolve(WARM).resolve("index"), "rubbish");

        assertLikeFresh("second");
        assertThat(said).last().asString().contains("afresh, because the warm workspace");
    }

    @Test
    void checkOut_isFresh_ifTheRepositoryIsAnother() throws Exception {
        leave("true");
        var other = Remote.of(new RepositoryUrl("file://" + repository.path()));
        sources.resolve(other, new Ref("main")).get();

        var workspace = checkOut(other, next(), "second", WARM);

        assertThat(said).last().asString().contains("of another repository");
        assertThat(workspace.resolve("added")).exists();
        sources.remove(workspace.getFileName().toString());
    }

    @Test
    void checkOut_isFresh_whileAProcessWorksThere() throws Exception {
        leave("true");
        var there = directory.resolve("data/workspaces").resolve(WARM).resolve("keep");
        var process = new ProcessBuilder("cat").directory(there.toFile()).start();
        try {
            assertLikeFresh("second");
            assertThat(said).last().asString().contains("process %d still uses it".formatted(process.pid()));
        } finally {
            process.destroy();
            process.waitFor();
        }
    }

    @Test
    void checkOut_worksAfterAForcePush() throws Exception {
        repository.git("checkout", "--quiet", "--orphan", "rewritten", "first");
        repository.git("commit", "--quiet", "--message", "Begin again");
        repository.git("tag", "rewritten-1");
        repository.git("checkout", "--quiet", "main");
        leave("second", "true");
        repository.git("branch", "--quiet", "-m", "main", "old");
        repository.git("branch", "--quiet", "-m", "rewritten", "main");
        try {
            sources.resolve(remote(), new Ref("main")).get();
            assertLikeFresh("rewritten-1");
            assertThat(said).containsExactly("checking out the commit in a warm workspace");
        } finally {
            repository.git("branch", "--quiet", "-m", "main", "rewritten");
            repository.git("branch", "--quiet", "-m", "old", "main");
        }
    }

    @Test
    void keep_keepsNoWorkspaceOfASubmodule_orWithoutACheckout() throws Exception {
        assertThat(sources.keep("77-1", WARM)).isFalse();
        repository.git("checkout", "--quiet", "-b", "modules");
        repository.commit(".gitmodules", "");
        repository.git("tag", "modules-1");
        repository.git("checkout", "--quiet", "main");
        sources.resolve(remote(), new Ref("main")).get();

        checkOut(remote(), "78-1", "modules-1", WARM);

        assertThat(sources.keep("78-1", WARM)).isFalse();
        sources.remove("78-1");
    }

    @Test
    void keep_keepsNoWorkspaceWithACommitOfAnotherRepository() throws Exception {
        var head = repository.git("rev-parse", "HEAD");
        repository.git("checkout", "--quiet", "-b", "commits", "second");
        repository.git("update-index", "--add", "--cacheinfo", "160000," + head + ",zzz");
        repository.git("commit", "--quiet", "--message", "Add a commit without a URL");
        repository.git("tag", "commits-1");
        repository.git("checkout", "--quiet", "--force", "main");
        sources.resolve(remote(), new Ref("main")).get();

        checkOut(remote(), "79-1", "commits-1", WARM);

        assertThat(sources.keep("79-1", WARM)).isFalse();
        sources.remove("79-1");
    }
}
