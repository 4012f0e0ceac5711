package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.Pause;
import dev.waybill.TcpProxy;
import dev.waybill.TestRepository;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.git.GitFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A dead connection once blocked all requests for a repository until the time limit. Now a fetch without progress is
 * ended, and retried as soon as the host responds.
 */
@Tag("processes")
@Execution(ExecutionMode.CONCURRENT)
class SilentHostsTest {
    private static final Duration SILENCE = Duration.ofSeconds(4);

    @TempDir
    Path directory;

    private TestRepository repository;
    private GitDaemon daemon;
    private TcpProxy cable;
    private Mirrors mirrors;
    private Remote remote;

    @BeforeEach
    void serve() throws Exception {
        repository = TestRepository.make(directory.resolve("served/shop"));
        var bytes = new byte[1_000_000];
        new Random(7).nextBytes(bytes);
        Files.write(repository.path().resolve("large"), bytes);
        repository.commit("more", "more");
        serve("uploadpack.keepAlive=1");
    }

    private void serve(String... settings) throws Exception {
        daemon = GitDaemon.start(directory.resolve("served"), settings);
        cable = new TcpProxy(daemon.port());
        remote = Remote.of(new RepositoryUrl("git://127.0.0.1:%d/shop".formatted(cable.port())));
        mirrors = new Mirrors(
                Git.open(directory.resolve("scratch")), directory.resolve("mirrors"), Observer.NONE, SILENCE);
    }

    @AfterEach
    void stop() throws IOException {
        mirrors.close();
        cable.close();
        daemon.close();
    }

    private Sha resolved() throws Exception {
        return mirrors.resolve(remote, new Ref("main")).get().orElseThrow();
    }

    private Sha newest() throws Exception {
        return new Sha(repository.git("rev-parse", "HEAD"));
    }

    @Test
    void deadConnection_isClosed_andTheFetchRetried() throws Exception {
        var answer = mirrors.resolve(remote, new Ref("main"));
        cable.swallowAfter(100_000);
        while (cable.connections()
                < 2) { // the connection that checks whether the host responds, after the fetch was ended
            Pause.briefly();
        }
        cable.swallowAfter(Long.MAX_VALUE);

        assertThat(answer.get()).contains(newest());
    }

    @Test
    void silentHost_isNamed_andRespondsLater() throws Exception {
        cable.swallowAfter(0);
        assertThatThrownBy(this::resolved)
                .hasCauseInstanceOf(GitFailure.class)
                .hasMessageContaining("the host has sent nothing for 4 s");

        cable.swallowAfter(Long.MAX_VALUE);
        assertThat(resolved()).isEqualTo(newest());
    }

    @Test
    void slowTransfer_continues_whileItMakesProgress() throws Exception {
        cable.slowDown(70);

        assertThat(resolved()).isEqualTo(newest());
        assertThat(cable.connections()).as("one for the fetch, one for HEAD").isEqualTo(2);
    }

    /** git upload-pack sends keep-alives while it counts objects. */
    @Test
    void hostThatCountsForLong_isWaitedFor_whileItSendsKeepAlives() throws Exception {
        stop();
        var hook = Files.writeString(directory.resolve("hook"), "#!/bin/sh\nsleep 9\nexec \"$@\"\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        serve("uploadpack.keepAlive=1", "uploadpack.packObjectsHook=" + hook);

        assertThat(resolved()).isEqualTo(newest());
        assertThat(cable.connections()).as("one for the fetch, one for HEAD").isEqualTo(2);
    }

    /** A host without keep-alives gets more time with each attempt. */
    @Test
    void hostThatCountsSilently_getsMoreTimeWithEachAttempt() throws Exception {
        stop();
        var hook = Files.writeString(directory.resolve("hook"), "#!/bin/sh\nsleep 6\nexec \"$@\"\n");
        Files.setPosixFilePermissions(hook, PosixFilePermissions.fromString("rwxr-xr-x"));
        serve("uploadpack.keepAlive=0", "uploadpack.packObjectsHook=" + hook);

        assertThat(resolved()).isEqualTo(newest());
    }
}
