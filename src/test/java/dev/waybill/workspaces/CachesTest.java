package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class CachesTest {
    private static final Cache SHOP = new Cache("7", null);

    @TempDir
    Path directory;

    private Caches caches;
    private Path content;

    @BeforeEach
    void open() throws Exception {
        caches = new Caches(directory.resolve("caches"), directory.resolve("homes"));
        content = caches.open(SHOP);
    }

    private void run(String command) throws Exception {
        var code = new ProcessBuilder("sh", "-ec", command)
                .directory(content.toFile())
                .start()
                .waitFor();
        assertThat(code).isZero();
    }

    private List<String> left() throws Exception {
        try (Stream<Path> all = Files.list(content)) {
            return all.map(it -> it.getFileName().toString()).sorted().toList();
        }
    }

    private long trim(long limit) throws Exception {
        return caches.trim(SHOP, limit, () -> true);
    }

    /** Of a directory the newest use of a file in it counts, be it read or written, and not its own. */
    @Test
    void trim_removesWhatWasUsedLongestAgo() throws Exception {
        run("mkdir -p a/b c d; for f in a/b/1 a/2 c/1 d/1 e; do head -c 100 /dev/zero > $f; done");
        run(
                "touch -d @1000 a/2 c/1; touch -d @2000 d/1; touch -d @3000 e; touch -a -d @4000 a/b/1; touch -m -d @10 a/b/1");
        run("touch -d @5 a a/b; touch -d @6 c; touch -d @7 d");

        assertThat(trim(500)).isZero();
        assertThat(trim(499)).isEqualTo(100);
        assertThat(left()).containsExactly("a", "d", "e");
        assertThat(trim(250)).isEqualTo(200);
        assertThat(left()).containsExactly("a");
        assertThat(trim(199)).isEqualTo(200);
        assertThat(left()).isEmpty();
    }

    @Test
    void trim_followsNoLink_andTakesAnyName() throws Exception {
        var precious = Files.createDirectories(directory.resolve("precious"));
        Files.writeString(precious.resolve("file"), "x".repeat(1000));
        run("ln -s ../../../precious linked; mkdir in; ln -s ../../../../precious in/linked; mkfifo in/pipe");
        run(
                "for n in \"$(printf 'a\\nb')\" \"$(printf 'a\\377')\" -rf ' '; do echo x > \"./$n\"; done; mkdir locked; echo x > locked/f; chmod 500 locked");

        assertThat(trim(0)).isPositive().isLessThan(200);
        assertThat(left()).isEmpty();
        assertThat(precious.resolve("file")).hasSize(1000);
    }

    @Test
    void trim_removesNothing_whileTheCacheIsUsed() throws Exception {
        run("echo x > file");

        assertThat(caches.trim(SHOP, 0, () -> false)).isZero();
        assertThat(caches.remove(SHOP, () -> false)).isFalse();
        assertThat(left()).containsExactly("file");
    }

    @Test
    void trim_ofACacheThatACommandRemoved_isNoFailure() throws Exception {
        Files.delete(content);

        assertThat(trim(0)).isZero();
        assertThat(caches.used(SHOP)).isNegative();
    }

    @Test
    void remove_removesAllOfIt() throws Exception {
        caches.open(new Cache("8", null));
        run("mkdir -p a/b; echo x > a/b/c");

        assertThat(caches.remove(SHOP, () -> true)).isTrue();
        assertThat(caches.all()).containsExactly(new Cache("8", null));
        assertThat(directory.resolve("caches")).isDirectoryContaining("glob:**/8");
    }

    @Test
    void open_saysWhyItCannot() throws Exception {
        Files.writeString(directory.resolve("caches/9"), "");

        assertThatThrownBy(() -> caches.open(new Cache("9", null)))
                .hasMessageContaining("the cache of the app cannot be used: ")
                .hasMessageContaining("caches/9 is not a directory");
    }
}
