package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import dev.waybill.spi.Time;
import dev.waybill.vcs.Ref;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.Sha;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.mirrors.Mirrors;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A repository, and workspaces of it that are kept. */
@Tag("processes")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WarmFixture {
    static final String WARM = "warm-1-production";

    /** All that commands can see of a checkout, but for times and inodes. */
    private static final String LOOK = """
            find . -name .git -prune -o -printf '%y %#m %u %n %p %l\\n' | sort
            find . -name .git -prune -o -type f -exec sha256sum {} + | sort -k 2
            find . -name .git -printf '%y %#m %p\\n'
            (cd .git && find . -type f ! -name index ! -path './logs/*' -exec sha256sum {} + | sort -k 2)
            git ls-files --stage && git status --porcelain --ignored && git config --list --local && git ls-files -v
            """;

    @TempDir
    static Path directory;

    final List<String> said = new ArrayList<>();
    /** What a fresh checkout has, by the commit and the state of the repository. */
    private final Map<String, String> fresh = new HashMap<>();

    TestRepository repository;
    private Mirrors mirrors;
    private Disk disk;
    GitSources sources;
    private int count;

    @BeforeAll
    final void make() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        run(repository.path(), """
                mkdir -p lib/deep keep && echo one > lib/deep/a && echo two > lib/b && echo same > keep/c
                echo '#!/bin/sh' > run && chmod 755 run && ln -s lib/b link && printf '*.log\\n' > .gitignore && echo old > gone
                """);
        repository.git("add", ".");
        repository.git("commit", "--quiet", "--message", "Add files");
        repository.git("tag", "first");
        run(repository.path(), "echo three > lib/b; echo new > added; rm gone; git rm -q --cached gone; chmod 644 run");
        repository.git("add", ".");
        repository.git("commit", "--quiet", "--message", "Change files");
        repository.git("tag", "second");
        repository.git("checkout", "--quiet", "-b", "attributes");
        repository.commit(".gitattributes", "lib/* eol=crlf\n");
        repository.git("tag", "crlf");
        repository.git("checkout", "--quiet", "main");
        var git = Git.open(directory.resolve("data/git"));
        mirrors = new Mirrors(git, directory.resolve("data/mirrors"));
        disk = Disk.open(directory, 1, Time.system());
        var workspaces = new Workspaces(git, directory.resolve("data/workspaces"), directory.resolve("data/homes"));
        sources = new GitSources(mirrors, workspaces, disk);
    }

    @AfterAll
    final void close() {
        mirrors.close();
        disk.close();
    }

    /** Runs a script as a command of a deploy does. */
    static String run(Path where, String script) throws IOException, InterruptedException {
        var builder = new ProcessBuilder("sh", "-euc", script)
                .directory(where.toFile())
                .redirectErrorStream(true);
        builder.environment().put("HOME", directory.toString());
        var process = builder.start();
        process.getOutputStream().close();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    final Remote remote() {
        return Remote.of(new RepositoryUrl(repository.path().toString()));
    }

    final Path checkOut(Remote remote, String name, String tag, String warm) throws Exception {
        var sha = new Sha(repository.git("rev-parse", tag));
        sources.checkOut(new Checkout(
                name, remote, sha, null, warm.isEmpty() ? null : warm, Submodules.UNSAID, remote::at, progress()));
        return sources.path(name);
    }

    private Checkout.Progress progress() {
        return new Checkout.Progress() {
            @Override
            public void begins(String step) {
                said.add(step);
            }

            @Override
            public Duration left() {
                return Duration.ofMinutes(5);
            }
        };
    }

    final void leave(String script) throws Exception {
        leave("first", script);
    }

    /** Makes a workspace, has a command in it, and keeps it. */
    final void leave(String tag, String script) throws Exception {
        sources.resolve(remote(), new Ref("main")).get();
        var name = ++count + "-1";
        var workspace = checkOut(remote(), name, tag, WARM);
        run(workspace, script);
        assertThat(sources.keep(name, WARM)).isTrue();
        said.clear();
    }

    final void assertLikeFresh(String tag) throws Exception {
        var warm = checkOut(remote(), ++count + "-1", tag, WARM);
        try {
            assertThat(run(warm, LOOK)).as(said.toString()).isEqualTo(fresh(tag));
        } finally {
            sources.remove(warm.getFileName().toString());
        }
    }

    private String fresh(String tag) throws Exception {
        var branches = repository.git("for-each-ref");
        if (!fresh.containsKey(tag + branches)) {
            var checkout = checkOut(remote(), ++count + "-1", tag, "");
            fresh.put(tag + branches, run(checkout, LOOK));
            sources.remove(checkout.getFileName().toString());
        }
        return fresh.getOrDefault(tag + branches, "");
    }

    final String next() {
        return ++count + "-1";
    }
}
