package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.vcs.Kinship;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Mirrors stay small, and are removed with the last app that uses their repository. */
@Tag("processes")
class TidyMirrorsTest extends MirrorsFixture {
    private Sha resolved() throws Exception {
        return mirrors.resolve(remote, new Ref("main")).get().orElseThrow();
    }

    private long packs() throws IOException {
        try (var files = Files.list(mirrors.directory(remote.url()).resolve("objects/pack"))) {
            return files.filter(file -> file.toString().endsWith(".pack")).count();
        }
    }

    @Test
    void manyFetches_leaveFewPacks_withAllObjects() throws Exception {
        resolved();
        var lost = new Sha(repository.commit("lost", "force-pushed away"));
        resolved();
        repository.git("reset", "--quiet", "--hard", "HEAD~1");
        for (var i = 0; i < 22; i++) {
            repository.commit("file", "version " + i);
            resolved();
        }

        while (packs() > 20) {
            Pause.briefly(); // it runs during the fetches
        }

        assertThat(mirrors.kinship(remote, lost, resolved())).contains(new Kinship(22, 1));
    }

    @Test
    void mirror_isRemovedWithItsLastApp_unlessItIsInUse() throws Exception {
        var sha = resolved();
        var copy = mirrors.directory(remote.url());

        mirrors.keepOnly(() -> Set.of(remote.url()), Set::of);
        assertThat(copy).isDirectory();
        mirrors.keepOnly(Set::of, () -> Set.of(copy.toRealPath()));
        assertThat(copy).as("borrowed from").isDirectory();
        try (var _ = mirrors.lend(remote.url())) {
            mirrors.keepOnly(Set::of, Set::of);
            assertThat(copy).as("being read").isDirectory();
        }
        mirrors.keepOnly(Set::of, Set::of);
        assertThat(directory.resolve("mirrors")).isEmptyDirectory();
        assertThat(resolved()).as("fetched anew when it is needed").isEqualTo(sha);
    }

    @Test
    void mirrorsOfAnEarlierServer_areRemoved_andCopiesThatAnEarlierVersionSetAside() throws Exception {
        resolved();
        Files.createDirectories(directory.resolve("mirrors/" + remote.url().key() + ".git.broken.123/objects"));
        try (var later = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("mirrors"))) {
            later.keepOnly(Set::of, Set::of);
        }

        assertThat(directory.resolve("mirrors")).isEmptyDirectory();
    }
}
