package dev.waybill.workspaces;

import dev.waybill.TestRepository;
import dev.waybill.spi.Time;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.mirrors.Mirrors;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** An app with a library as its submodule, and a directory with secrets beside them. */
abstract class SubmodulesFixture {
    @TempDir
    Path directory;

    TestRepository app;
    TestRepository library;
    Path secretMirror;
    GitSources sources;
    Disk disk;
    Mirrors mirrors;
    final List<String> said = new ArrayList<>();

    @BeforeEach
    void make() throws Exception {
        app = TestRepository.make(directory.resolve("served/app"));
        library = TestRepository.make(directory.resolve("served/library"));
        var secret = TestRepository.make(directory.resolve("served/secret"));
        secret.commit("secret", "of another app\n");
        var git = Git.open(directory.resolve("data/git"));
        var data = directory.resolve("data");
        mirrors = new Mirrors(git, data.resolve("mirrors"));
        disk = Disk.open(directory, 1, Time.system());
        sources = new GitSources(mirrors, new Workspaces(git, data.resolve("workspaces"), data.resolve("homes")), disk);
        mirrors.resolve(Remote.of(new RepositoryUrl(secret.path().toString())), new Ref("main"))
                .get();
        try (var all = Files.list(data.resolve("mirrors"))) {
            secretMirror = all.filter(Files::isDirectory).findFirst().orElseThrow();
        }
    }

    @AfterEach
    void close() {
        mirrors.close();
        disk.close();
    }

    /** Commits a submodule whose commit is the newest one of the secret repository, with the given URL. */
    void submodule(TestRepository in, String name, String path, String url) throws Exception {
        var sha = TestRepository.at(secretMirror).git("rev-parse", "main");
        in.git("config", "-f", ".gitmodules", "submodule." + name + ".path", path);
        in.git("config", "-f", ".gitmodules", "submodule." + name + ".url", url);
        in.git("update-index", "--add", "--cacheinfo", "160000," + sha + "," + path);
        in.git("add", ".gitmodules");
        in.git("commit", "--quiet", "--message", "Add submodule");
    }

    Path checkOut(Submodules submodules) throws Exception {
        return checkOut(Remote.of(new RepositoryUrl(app.path().toString())), submodules);
    }

    Path checkOut(Remote origin, Submodules submodules) throws Exception {
        var sha = sources.resolve(origin, new Ref("main")).get().orElseThrow();
        Checkout.Keys keys = url -> url.place().equals(origin.url().place()) ? origin.at(url) : Remote.anonymous(url);
        sources.checkOut(new Checkout("1-1", origin, sha, null, null, submodules, keys, new Checkout.Progress() {
            @Override
            public void begins(String step) {
                said.add(step);
            }

            @Override
            public Duration left() {
                return Duration.ofMinutes(5);
            }
        }));
        return sources.path("1-1");
    }

    void at(TestRepository repository, String path, String url) throws Exception {
        at(repository, path, path, url);
    }

    void at(TestRepository repository, String name, String path, String url) throws Exception {
        var sha = repository.git("rev-parse", "HEAD");
        app.git("config", "-f", ".gitmodules", "submodule." + name + ".path", path);
        app.git("config", "-f", ".gitmodules", "submodule." + name + ".url", url);
        app.git("update-index", "--add", "--cacheinfo", "160000," + sha + "," + path);
        app.git("add", ".gitmodules");
        app.git("commit", "--quiet", "--message", "Add " + path);
    }
}
