package dev.waybill.start;

import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A configuration file of a server. */
@Tag("processes")
abstract class ConfigurationFixture {
    @TempDir
    Path directory;

    TestRepository repository;
    Path file;

    @BeforeEach
    void make() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        file = directory.resolve("waybill.yaml");
    }

    void write(String... apps) throws Exception {
        Files.writeString(file, "apps:\n  " + String.join("\n  ", apps) + "\n");
    }

    String app(String name, String command) {
        return "%s: {repository: %s, deploy: %s}".formatted(name, repository.path(), command);
    }

    TestServer start() throws Exception {
        return TestServer.in(directory.resolve("data")).with(file).start();
    }
}
