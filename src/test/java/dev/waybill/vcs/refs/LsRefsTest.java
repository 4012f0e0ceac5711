package dev.waybill.vcs.refs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git's protocol without a host. */
class LsRefsTest {
    private static final String SHA = "1".repeat(40);
    private static final String OTHER = "2".repeat(40);

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RemoteRefs answer(String text) throws IOException {
        return LsRefs.answer(bytes(text), _ -> true);
    }

    @Test
    void request_asksForPrefixes_butNotForTooMany() {
        assertThat(new String(LsRefs.request(Set.of("refs/heads/main")), StandardCharsets.UTF_8))
                .isEqualTo("0014command=ls-refs\n00010009peel\n001fref-prefix refs/heads/main\n0000");
        var many = new TreeSet<>(
                IntStream.range(0, 5_000).mapToObj(i -> "refs/heads/" + i).toList());
        assertThat(new String(LsRefs.request(many), StandardCharsets.UTF_8)).doesNotContain("ref-prefix");
    }

    @Test
    void answer_hasTheCommitsOfAnnotatedTags() throws Exception {
        var refs = answer(PktLines.line(SHA + " HEAD symref-target:refs/heads/main")
                + PktLines.line(SHA + " refs/tags/v1 peeled:" + OTHER) + "0000");

        assertThat(refs.shas()).containsEntry("HEAD", new Sha(SHA)).containsEntry("refs/tags/v1", new Sha(OTHER));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "000",
                "zzzz",
                "+010",
                "0001",
                "0003",
                "0004",
                "0010abc",
                "ffff",
                "0006x\n0000",
                "<html>nothing</html>",
            })
    void answerThatIsNone_orNotComplete_isRefused(String text) {
        assertThatThrownBy(() -> answer(text)).isInstanceOf(IOException.class).hasMessageContaining("git's protocol");
    }

    /** A database could not store it. */
    @Test
    void answerWithControlCharacters_isRefused() {
        assertThatThrownBy(() -> answer(PktLines.line(SHA + " refs/tags/v\0x") + "0000"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void answerWithoutItsEnd_isRefused() {
        assertThatThrownBy(() -> answer(PktLines.line(SHA + " refs/heads/main")))
                .isInstanceOf(IOException.class);
    }

    @Test
    void error_isToldInOneLine() {
        assertThatThrownBy(() -> answer(PktLines.line("ERR no \u001b[31m\nsuch thing" + "x".repeat(5_000))))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("the host says: no  [31m such thingxxx")
                .message()
                .hasSizeLessThan(250);
    }

    @Test
    void repositoryOfSha256_isRefused_withAReason() {
        assertThatThrownBy(() -> answer(PktLines.line("1".repeat(64) + " HEAD") + "0000"))
                .hasMessageContaining("SHA-256");
    }

    @Test
    void offer_isOfVersionTwoAndSha1() throws Exception {
        var service = PktLines.line("# service=git-upload-pack") + "0000";
        var version = PktLines.line("version 2") + PktLines.line("agent=git/2.39.5");
        var lists = PktLines.line("ls-refs=unborn");

        assertThat(LsRefs.isOffered(bytes(service + version + lists + "0000"))).isTrue();
        assertThat(LsRefs.isOffered(bytes(version + lists + PktLines.line("object-format=sha1") + "0000")))
                .isTrue();
        assertThat(LsRefs.isOffered(bytes(version + lists + PktLines.line("object-format=sha256") + "0000")))
                .isFalse();
        assertThat(LsRefs.isOffered(bytes(service + version + "0000"))).isFalse();
        assertThat(LsRefs.isOffered(bytes(service + PktLines.line(SHA + " HEAD\0ls-refs") + "0000")))
                .isFalse();
    }
}
