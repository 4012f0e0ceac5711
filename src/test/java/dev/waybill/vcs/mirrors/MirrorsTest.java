package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class MirrorsTest extends MirrorsFixture {
    /** A request must not join a fetch that may have read the remote before the push. */
    @Test
    void resolve_seesEveryEarlierPush_withManyConcurrentRequests() throws Exception {
        for (var round = 0; round < 10; round++) {
            var answers = new ArrayList<CompletableFuture<Optional<Sha>>>();
            for (var early = 0; early < 10; early++) {
                answers.add(mirrors.resolve(remote, new Ref("main")));
            }
            var pushed = repository.commit("round", "round " + round);
            var late = mirrors.resolve(remote, new Ref("main"));

            assertThat(late.get()).contains(new Sha(pushed));
            assertThat(answers).allSatisfy(answer -> assertThat(answer.get()).isPresent());
        }
    }

    @Test
    void resolve_contactsNoRepository_forAFullShaInTheMirror() throws Exception {
        var sha = mirrors.resolve(remote, new Ref("main")).get().orElseThrow();
        Files.move(repository.path(), directory.resolve("away"));

        assertThat(mirrors.resolve(remote, new Ref(sha.hex())).get()).contains(sha);
    }

    @Test
    void resolve_isEmpty_ifTheRefDoesNotExist() throws Exception {
        assertThat(mirrors.resolve(remote, new Ref("nosuch")).get()).isEmpty();
        assertThat(mirrors.resolve(remote, new Ref("0123456789012345678901234567890123456789"))
                        .get())
                .isEmpty();
    }

    @Test
    void resolve_forgetsADeletedBranch() throws Exception {
        repository.git("branch", "short-lived");
        assertThat(mirrors.resolve(remote, new Ref("short-lived")).get()).isPresent();
        repository.git("branch", "-D", "short-lived");

        assertThat(mirrors.resolve(remote, new Ref("short-lived")).get()).isEmpty();
    }

    /** Unpacked one by one, a commit could be found and checked out before its files arrive. */
    @Test
    void fetch_addsACommitAndItsFilesAtomically() throws Exception {
        mirrors.resolve(remote, new Ref("main")).get();
        repository.commit("more", "more");
        mirrors.resolve(remote, new Ref("main")).get();

        var objects = mirrors.directory(remote.url()).resolve("objects");
        try (var files = Files.walk(objects)) {
            assertThat(files.filter(Files::isRegularFile).map(objects::relativize))
                    .isNotEmpty()
                    .allMatch(file -> file.startsWith("pack"));
        }
    }

    @Test
    void resolve_fails_ifTheFetchEndsWithAnError_andTheNextOneDoesNot() throws Exception {
        var isFirst = new AtomicBoolean(true);
        Observer failing = fetch -> {
            if (isFirst.getAndSet(false)) {
                throw new OutOfMemoryError("of the test");
            }
            fetch.run();
        };
        try (var own = new Mirrors(Git.open(directory.resolve("own")), directory.resolve("own-mirrors"), failing)) {
            assertThatThrownBy(() -> own.resolve(remote, new Ref("main")).get(1, TimeUnit.MINUTES))
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseInstanceOf(OutOfMemoryError.class);
            assertThat(own.resolve(remote, new Ref("main")).get()).isPresent();
        }
    }

    @Test
    void resolve_fails_withGitsErrorMessage() {
        var missing = new RepositoryUrl(directory.resolve("missing").toString());

        assertThatThrownBy(() ->
                        mirrors.resolve(Remote.of(missing), new Ref("main")).get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(IOException.class)
                .hasMessageContaining("does not appear to be a git repository");
    }

    @Test
    void headBranch_isTheRemotes() throws Exception {
        assertThat(mirrors.headBranch(remote.url())).isEmpty();
        mirrors.resolve(remote, new Ref("HEAD")).get();
        assertThat(mirrors.headBranch(remote.url())).contains("main");
        repository.git("checkout", "--quiet", "-b", "trunk");
        var sha = repository.commit("trunk", "trunk");

        assertThat(mirrors.resolve(remote, new Ref("HEAD")).get()).contains(new Sha(sha));
        assertThat(mirrors.headBranch(remote.url())).contains("trunk");
    }
}
