package dev.waybill.workspaces;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestRepository;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IndexFileTest {
    private static final String NAME = ".gitattributes";
    private static final int BLOCK = 64 * 1024;
    private static final int SHA_1 = 20;

    @TempDir
    Path directory;

    private Path index(int version, int length, int at) throws Exception {
        var bytes = ByteBuffer.allocate(8 + length);
        bytes.put("DIRC".getBytes(StandardCharsets.US_ASCII)).putInt(version);
        if (at >= 0) {
            bytes.put(8 + at, NAME.getBytes(StandardCharsets.UTF_8));
        }
        return Files.write(directory.resolve("index"), bytes.array());
    }

    @Test
    void mayName_findsAName_atAnyPosition() throws Exception {
        var length = 3 * BLOCK + NAME.length();
        for (var border = 0; border <= 3 * BLOCK; border += BLOCK) {
            for (var at = Math.max(0, border - 2 * NAME.length());
                    at <= length - NAME.length() && at < border + 50;
                    at++) {
                assertThat(new IndexFile(index(2, length, at)).mayName(NAME)).isTrue();
            }
        }
        for (var without : new int[] {0, 5, BLOCK - 1, BLOCK, BLOCK + 1, length}) {
            assertThat(new IndexFile(index(3, without, -1)).mayName(NAME)).isFalse();
        }
    }

    @Test
    void mayName_isTrue_ifNamesAreCompressed() throws Exception {
        assertThat(new IndexFile(index(4, 10, -1)).mayName(NAME)).isTrue();
        assertThat(new IndexFile(directory.resolve("none")).mayName(NAME)).isTrue();
    }

    @Test
    void hasCommit_findsIt_afterNamesOfAllLengths() throws Exception {
        var repository = TestRepository.make(directory.resolve("repository"));
        var index = new IndexFile(repository.path().resolve(".git/index"));
        for (var name = "a"; name.length() <= 10; name += "a") {
            Files.writeString(repository.path().resolve(name), name);
        }
        repository.git("add", "--intent-to-add", "aaaa", "aaaaa"); // have flags more than others
        repository.git("add", "a", "aa", "aaa", "aaaaaa", "aaaaaaa", "aaaaaaaa", "aaaaaaaaa", "aaaaaaaaaa");
        assertThat(index.hasCommit(SHA_1)).isFalse();
        var head = repository.git("rev-parse", "HEAD");
        repository.git("update-index", "--add", "--cacheinfo", "160000," + head + ",z");

        assertThat(index.hasCommit(SHA_1)).isTrue();
    }
}
