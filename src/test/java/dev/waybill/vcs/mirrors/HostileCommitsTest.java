package dev.waybill.vcs.mirrors;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.vcs.Changes.File;
import dev.waybill.vcs.Commit;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Commits and files that could be mistaken for something else. */
@Tag("processes")
class HostileCommitsTest extends ChangesFixture {
    @Test
    void changes_showHostileCommitsAsText() throws Exception {
        commitSaying("\n\n  \u001b[31mred\u0007 \u202e \"quoted\"\twords  \r\nmore");
        commitSaying("x".repeat(10_000_000) + "\n\nLabel: far");
        commitRaw("author Ann\u00e9\t <a@b> 99999999999999999 +0000", "", "caf\u00e9 \u00ff");
        commitRaw("author nobody", "encoding ISO-8859-1\n", "caf\u00e9 \u00ff");

        var commits = changes(ALL).commits();

        assertThat(commits.first())
                .extracting(Commit::title)
                .containsExactly(
                        "caf\u00e9 \u00ff",
                        "caf\ufffd \ufffd",
                        "x".repeat(500) + "…",
                        "[31mred  \u202e \"quoted\" words");
        assertThat(commits.first().get(1).author()).isEqualTo("Ann\ufffd");
        assertThat(commits.first().get(1).authored())
                .isBefore(Instant.parse("9999-12-31T23:59:59Z").plusSeconds(1));
        assertThat(commits.first().get(0).authored()).isEqualTo(Instant.EPOCH);
    }

    private void commitRaw(String author, String headers, String message) throws Exception {
        var text = "tree %s\nparent %s\n%s\ncommitter Ann <a@b> 2000000000 +0000\n%s\n%s\n"
                .formatted(repository.git("rev-parse", "HEAD^{tree}"), head(), author, headers, message);
        Files.write(directory.resolve("raw"), text.getBytes(StandardCharsets.ISO_8859_1));
        repository.git(
                "reset", "--quiet", repository.git("hash-object", "-t", "commit", "-w", "--literally", "../raw"));
    }

    @Test
    void changes_showHostileFiles() throws Exception {
        for (var name : List.of("new\nline", "\"quoted\"", "tab\t", " space ", "-option", ":(top)", "*")) {
            Files.writeString(repository.path().resolve(name), name);
        }
        repository.git("add", "--", ".");
        commitSaying("Hostile names");

        var paths = changes(ALL).files().first().stream().map(File::path).toList();

        assertThat(paths)
                .containsExactlyInAnyOrder("new\nline", "\"quoted\"", "tab\t", " space ", "-option", ":(top)", "*");
    }
}
