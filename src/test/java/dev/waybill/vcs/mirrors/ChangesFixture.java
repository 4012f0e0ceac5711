package dev.waybill.vcs.mirrors;

import dev.waybill.vcs.ChangeQuery;
import dev.waybill.vcs.Changes;
import dev.waybill.vcs.Commit;
import dev.waybill.vcs.Sha;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;

/** A repository whose history grows, and the changes between its first commit and its head. */
abstract class ChangesFixture extends MirrorsFixture {
    static final ChangeQuery ALL = new ChangeQuery(List.of(), Map.of(), List.of(), 50);

    Sha first;

    @BeforeEach
    void findFirst() throws Exception {
        first = head();
    }

    Sha head() throws Exception {
        return new Sha(repository.git("rev-parse", "HEAD"));
    }

    void commit(String file) throws Exception {
        Files.createDirectories(repository.path().resolve(file).getParent());
        repository.commit(file, file);
    }

    void commitSaying(String message) throws Exception {
        Files.writeString(directory.resolve("message"), message);
        repository.git("commit", "--quiet", "--allow-empty", "--cleanup=verbatim", "--file=../message");
    }

    Changes changes(ChangeQuery query) throws Exception {
        return mirrors.changes(remote, first, head(), query);
    }

    static ChangeQuery in(String... paths) {
        return new ChangeQuery(List.of(paths), Map.of(), List.of(), 50);
    }

    static List<String> titles(Changes.Some<Commit> commits) {
        return commits.first().stream().map(Commit::title).toList();
    }
}
