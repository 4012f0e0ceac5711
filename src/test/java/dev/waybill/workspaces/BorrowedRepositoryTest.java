package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BorrowedRepositoryTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    @TempDir
    Path directory;

    private Git git;
    private Path mirror;

    @BeforeEach
    void makeMirror() throws Exception {
        git = Git.open(directory.resolve("scratch"));
        mirror = Files.createDirectory(directory.resolve("mirror"));
        git.must(mirror, LONG, "init", "--quiet", "--bare", "--template=", "--initial-branch=main", ".");
        var tree = git.must(mirror, LONG, "hash-object", "-t", "tree", "-w", "/dev/null");
        var commit = git.must(
                mirror,
                LONG,
                "-c",
                "user.name=Ann",
                "-c",
                "user.email=ann@example.com",
                "commit-tree",
                tree,
                "-m",
                "1");
        for (var name : new String[] {"main", "main-2", "a/b", "b\"c", "zürich"}) {
            git.must(mirror, LONG, "update-ref", "refs/heads/" + name, commit);
        }
        git.must(mirror, LONG, "tag", "light", commit);
        git.must(
                mirror,
                LONG,
                "-c",
                "user.name=Ann",
                "-c",
                "user.email=ann@example.com",
                "tag",
                "-m",
                "1",
                "v1",
                commit);
        git.must(mirror, LONG, "update-ref", "refs/waybill/head", commit);
    }

    private Sha commit() throws Exception {
        return new Sha(git.must(mirror, LONG, "rev-parse", "refs/heads/main"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"refs/heads/main", "refs/heads/b\"c"})
    void write_createsWhatGitCloneCreates(String head) throws Exception {
        git.must(mirror, LONG, "symbolic-ref", "HEAD", head);
        var cloned = directory.resolve("cloned");
        git.must(
                directory,
                LONG,
                "clone",
                "--quiet",
                "--shared",
                "--no-checkout",
                "--template=",
                mirror.toString(),
                cloned.toString());
        var borrowed = borrow();

        for (var checkout : new Path[] {cloned, borrowed}) {
            git.must(checkout, LONG, "checkout", "--quiet", "--detach", commit().hex());
        }
        for (var question :
                new String[] {"for-each-ref", "config --list --local", "rev-parse HEAD", "status", "describe"}) {
            assertThat(git.must(borrowed, LONG, question.split(" ")))
                    .as(question)
                    .isEqualToIgnoringWhitespace(git.must(cloned, LONG, question.split(" ")));
        }
        assertThat(Alternates.of(borrowed.resolve(".git"))).containsExactly(mirror.toRealPath());
        git.must(borrowed, LONG, "fsck", "--strict");
    }

    @Test
    void write_guessesNoBranch_ifTheMirrorsHeadNamesNone() throws Exception {
        git.must(mirror, LONG, "symbolic-ref", "HEAD", "refs/heads/nowhere");

        var borrowed = borrow();

        git.must(borrowed, LONG, "checkout", "--quiet", "--detach", commit().hex());
        assertThat(git.must(borrowed, LONG, "rev-parse", "HEAD")).isEqualTo(commit().hex());
        assertThat(git.must(borrowed, LONG, "for-each-ref", "refs/heads")).isEmpty();
        git.must(borrowed, LONG, "fsck", "--strict");
    }

    private Path borrow() throws Exception {
        var borrowed = directory.resolve("borrowed");
        new BorrowedRepository(borrowed.resolve(".git"), mirror)
                .write(git, new RepositoryUrl(mirror.toString()), commit());
        return borrowed;
    }

    @Test
    void write_fails_ifTheMirrorIsDamaged() throws Exception {
        var sha = commit();
        Files.writeString(mirror.resolve("packed-refs"), "rubbish\n");

        assertThatThrownBy(() -> new BorrowedRepository(directory.resolve("borrowed/.git"), mirror)
                        .write(git, new RepositoryUrl(mirror.toString()), sha))
                .isInstanceOf(IOException.class);
    }
}
