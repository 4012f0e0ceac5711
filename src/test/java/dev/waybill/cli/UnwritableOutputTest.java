package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is written to a full disk, to a pipe that nobody reads, or to nothing at all. */
@Tag("processes")
class UnwritableOutputTest {
    private static final List<String> READING = List.of(
            "list",
            "list --json",
            "status shop",
            "status shop/production#1",
            "overview --json",
            "tail shop/production#1",
            "tail shop/production#1 --json",
            "tail -f shop/production#1",
            "app show shop",
            "token list",
            "events",
            "--help",
            "deploy --help",
            "--version");

    /** Of each way of writing one. */
    private static final List<String> SOME_READING =
            List.of("list", "overview --json", "tail shop/production#1", "tail -f shop/production#1", "--help");

    @TempDir
    Path directory;

    @Test
    void output_thatCannotBeWritten_isAFailure() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            deployed(server);
            var waybill = new TestCli(server.url(), server.token(), directory);

            for (var words : READING) {
                var full = waybill.runInShell("exec \"$@\" > /dev/full", words.split(" "));
                assertThat(full.code()).as(words).isEqualTo(1);
                assertThat(full.err())
                        .as(words)
                        .contains("cannot write to stdout (")
                        .doesNotContain("\tat ");
            }
            assertThat(waybill.runInShell("exec \"$@\" >&-", "list").code()).isEqualTo(1);
        }
    }

    @Test
    void output_thatNobodyReads_endsInSilence() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            deployed(server);
            var waybill = new TestCli(server.url(), server.token(), directory);

            for (var words : SOME_READING) {
                var cut = waybill.runInShell("\"$@\" | true; exit ${PIPESTATUS[0]}", words.split(" "));
                assertThat(cut.code()).as(words).isEqualTo(141);
                assertThat(cut.err()).as(words).doesNotContain("stdout", "\tat ");
            }
        }
    }

    @Test
    void token_thatNobodySaw_isRevoked() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var waybill = new TestCli(server.url(), server.token(), directory);
            var before = waybill.run("token", "list", "--json").json().size();

            for (var shell : List.of("exec \"$@\" > /dev/full", "\"$@\" | true; exit ${PIPESTATUS[0]}", "\"$@\" >&-")) {
                for (var words : List.of("token create ci --right read", "token create ci --right read --json")) {
                    var made = waybill.runInShell(shell, words.split(" "));
                    assertThat(made.code()).as(shell).isEqualTo(1);
                    assertThat(made.err()).contains("was not shown, and was revoked again");
                }
            }

            assertThat(waybill.run("token", "list", "--json").json()).hasSize(before);
        }
    }

    @Test
    void link_thatNobodySaw_isSaidToEndByItself() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            var waybill = new TestCli(server.url(), server.token(), directory);

            for (var shell : List.of("exec \"$@\" > /dev/full", "\"$@\" | true; exit ${PIPESTATUS[0]}")) {
                var made = waybill.runInShell(shell, "login-link");
                assertThat(made.code()).as(shell).isEqualTo(1);
                assertThat(made.err())
                        .contains("the link was not shown, and expires at ")
                        .doesNotContain("carried out anyway");
            }
        }
    }

    @Test
    void whatWasAskedFor_isSaidToBeDone() throws Exception {
        try (var server = TestServer.start(directory.resolve("data"), null)) {
            deployed(server);
            var waybill = new TestCli(server.url(), server.token(), directory);

            var asked = waybill.runInShell("exec \"$@\" > /dev/full", "deploy", "shop");
            var tried = waybill.runInShell("exec \"$@\" > /dev/full", "deploy", "shop", "--dry-run");

            assertThat(asked.err()).contains("the request was carried out anyway");
            assertThat(tried.err()).contains("cannot write to stdout").doesNotContain("carried out anyway");
        }
    }

    private void deployed(TestServer server) throws Exception {
        var client = server.client();
        client.app("shop", TestRepository.make(directory.resolve("repository")), "echo hello");
        client.awaitTheEnd(client.deploy("shop", ""));
    }
}
