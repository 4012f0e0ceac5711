package dev.waybill.gates;

import dev.waybill.TestRepository;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/**
 * A repository, and the shas of its branches: three commits in a row, {@code first} to {@code third}, and {@code side} beside them. No other
 * repository has them: how their commits stand to each other, the server knows already.
 */
record Commits(TestRepository repository, Map<String, String> shas) {
    private static final String COMMIT = """
            commit refs/heads/%1$s
            mark :%2$d
            committer Ann <ann@example.com> %3$d +0000
            data <<END
            %1$s of %4$s
            END
            """;
    private static final String REST = """
            from :%d
            M 100644 inline file
            data <<END
            %s
            END

            """;

    static Commits make(Path directory) throws Exception {
        var repository = TestRepository.make(directory);
        repository.read(stream(directory.getFileName().toString()), "fast-import", "--quiet", "--force");
        var found = repository
                .git("rev-parse", "first", "second", "third", "side")
                .lines()
                .toList();
        var shas = Map.of("first", found.get(0), "second", found.get(1), "third", found.get(2), "side", found.get(3));
        return new Commits(repository, shas);
    }

    private static String stream(String app) {
        return commit(1, "first", app)
                + REST.formatted(1, "first").replace("from :1\n", "")
                + commit(2, "second", app)
                + REST.formatted(1, "second")
                + commit(3, "third", app)
                + REST.formatted(2, "third")
                + commit(4, "side", app)
                + REST.formatted(1, "side")
                + "reset refs/tags/hold\nfrom :3\n\nreset refs/heads/main\nfrom :3\n\n";
    }

    private static String commit(int mark, String branch, String app) {
        return COMMIT.formatted(branch, mark, Instant.now().getEpochSecond(), app);
    }
}
