package dev.waybill.vcs.mirrors;

import dev.waybill.TestRepository;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A repository, and mirrors that have not fetched it yet. */
abstract class MirrorsFixture {
    @TempDir
    Path directory;

    TestRepository repository;
    Remote remote;
    Mirrors mirrors;

    @BeforeEach
    final void open() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        remote = Remote.of(new RepositoryUrl(repository.path().toString()));
        mirrors = new Mirrors(Git.open(directory.resolve("scratch")), directory.resolve("mirrors"));
    }

    @AfterEach
    final void close() {
        mirrors.close();
    }
}
