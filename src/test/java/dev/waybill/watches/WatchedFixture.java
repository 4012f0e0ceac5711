package dev.waybill.watches;

import dev.waybill.TestRepository;
import dev.waybill.store.Database;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A repository, and apps that are deployed from it. */
@Tag("processes")
abstract class WatchedFixture {
    @TempDir
    Path directory;

    TestRepository repository;
    WatchedApps apps;

    abstract Database database(Path directory) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        apps = new WatchedApps(database(directory), directory);
    }

    @AfterEach
    final void close() {
        apps.close();
    }

    String url() {
        return "file://" + repository.path();
    }
}
