package dev.waybill.vcs.globs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GlobTest {
    private static final List<String> PATHS = List.of(
            "a",
            "b",
            "db/a",
            "db/x.sql",
            "db/old/x.sql",
            "db/old/very/y.sql",
            "dbs/a",
            "src/db/x.sql",
            "src/db",
            "[",
            "]",
            "a-b",
            "a[b",
            "a*b",
            "ab",
            "a/b",
            "a/x/b",
            "a/x/y/b",
            "axb",
            "A",
            "7",
            "ü/é x",
            "x^",
            "ü/*",
            "a\\b",
            "a b/c d.txt",
            "src/a]b");

    private static final List<String> PATTERNS = List.of(
            "db/**",
            "db",
            "db/",
            "db/*",
            "db/*.sql",
            "**/*.sql",
            "**/db/**",
            "**",
            "*",
            "**/",
            "a/**/b",
            "a**b",
            "a*b",
            "a?b",
            "[ab]",
            "[!ab]",
            "[^ab]",
            "[a-b]",
            "[]]",
            "[]a]",
            "[!]]",
            "[[:alpha:]]",
            "[[:digit:][:upper:]]",
            "[a-]b",
            "a[-x]b",
            "a\\*b",
            "a[[]b",
            "a[\\]\\[]b",
            "**/**/x.sql",
            "src/**",
            "src/*",
            "s*/d*",
            "?",
            "a[!x]b",
            "*/*",
            "**/old/*",
            "a/*",
            "x[\\^]",
            "x^",
            "ü/*",
            "a\\\\b",
            "a b/*",
            "db/**/x.sql",
            "*.sql",
            "nosuch",
            "src/a]*",
            "db/**/**/y*");

    /** Git's own matching is the reference. */
    @Test
    @Tag("processes")
    void matches_whatGitMatches(@TempDir Path directory) throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        repository.git("config", "core.quotePath", "false");
        repository.git("rm", "--quiet", "readme");
        for (var path : PATHS) {
            var file = repository.path().resolve(path);
            if (PATHS.stream().noneMatch(other -> other.startsWith(path + "/"))) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, path);
            }
        }
        repository.git("add", ".");
        var files = Arrays.asList(repository.git("ls-files", "-z").split("\0"));
        for (var pattern : PATTERNS) {
            var glob = new Glob(pattern);
            var found = repository.git("ls-files", "-z", "--", glob.pathspec());

            assertThat(files.stream().filter(glob::matches).toList())
                    .as(pattern)
                    .isEqualTo(found.isEmpty() ? List.of() : Arrays.asList(found.split("\0")));
        }
    }

    @Test
    void matches_isFast_whateverThePattern() {
        var path = "a/".repeat(1000) + "b";

        assertThat(new Glob("**/".repeat(160) + "c").matches(path)).isFalse();
        assertThat(new Glob("*a".repeat(250)).matches("a".repeat(4000) + "b")).isFalse();
        assertThat(new Glob("**/".repeat(160) + "b").matches(path)).isTrue();
    }

    @Test
    void objection_saysWhatIsWrong() {
        assertThat(Glob.objection("services/*/db/**")).isEmpty();
        assertThat(Glob.objection(" ")).isPresent();
        assertThat(Glob.objection("/db")).isPresent();
        assertThat(Glob.objection("../db")).isPresent();
        assertThat(Glob.objection("a//b")).isPresent();
        assertThat(Glob.objection("a".repeat(501))).contains("must have 500 letters at most");
        assertThat(Glob.objection("a[b")).contains("has a \"[\" without its \"]\"");
        assertThat(Glob.objection("[[:nosuch:]]")).isPresent();
        assertThat(Glob.objection("a\\")).contains("must not end with a backslash");
    }
}
