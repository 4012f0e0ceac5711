package dev.waybill.cli.lookups;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import dev.waybill.TestRepository;
import dev.waybill.TestServer;
import dev.waybill.cli.client.CallFailed;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code waybill changes}, against a real server. */
@Tag("processes")
class ChangesVerbTest {
    @TempDir
    Path directory;

    private TestRepository repository;
    private TestServer server;
    private TestCli waybill;

    @BeforeEach
    void start() throws Exception {
        repository = TestRepository.make(directory.resolve("repository"));
        server = TestServer.start(directory.resolve("data"), null);
        waybill = new TestCli(server.url(), server.token(), directory);
        server.client().app("shop", repository, "true");
        server.client().awaitEnd(server.client().deploy("shop", ""));
        repository.git("checkout", "--quiet", "-b", "next");
        repository.commit("prices", "rounded up");
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
    }

    @Test
    void changes_showWhatWouldGoOutNext() throws Exception {
        var shown = waybill.run("changes", "shop", "in", "production", "--ref", "next");

        assertThat(shown.code()).as(shown.err()).isZero();
        assertThat(shown.out().lines().toList())
                .satisfiesExactly(
                        line -> assertThat(line)
                                .matches(
                                        "next \\(\\p{XDigit}{10}\\) is ahead of main \\(\\p{XDigit}{10}, shop/production#1\\) by 1"),
                        line -> assertThat(line)
                                .matches("\\+  \\p{XDigit}{10}  \\S+ \\S+ \\S+  Ann  -  -  Change prices"),
                        line -> assertThat(line).isEqualTo("added  prices"));
    }

    @Test
    void changes_showWhatWouldBeLost_betweenAnyTwo() throws Exception {
        var shown = waybill.run("changes", "shop", "--from", "next", "--to", ":production");

        assertThat(shown.out()).contains("is behind next", "-  ", "Change prices", "deleted  prices");
        assertThat(waybill.run("changes", "shop", "--from", "next", "--to", ":production#1", "--json")
                        .json()
                        .at("/lostCount")
                        .asInt())
                .isEqualTo(1);
    }

    @Test
    void changes_sayThatNothingIsLive_asWords() throws Exception {
        var shown = waybill.run("changes", "shop", "staging", "--limit", "1");

        assertThat(shown.err()).contains("nothing is live yet");
        assertThat(shown.out()).contains("compared with nothing", "Change prices");
    }

    @Test
    void changes_showNothingThatATerminalWouldActOn() throws Exception {
        repository.git("commit", "--quiet", "--allow-empty", "--message", "\u001b[2Jclear \u202e turned");

        var shown = waybill.run("changes", "shop", "in", "production", "--ref", "next");

        assertThat(shown.out()).contains("[2Jclear").doesNotContain("\u001b", "\u202e");
    }

    @Test
    void changes_sayHowItIsSaid() throws Exception {
        assertThat(waybill.run("changes", "shop").code()).isEqualTo(CallFailed.USAGE);
        assertThat(waybill.run("changes", "shop", "in", "production", "--from", "a")
                        .code())
                .isEqualTo(CallFailed.USAGE);
        assertThat(waybill.run("changes", "shop", "in", "production", "--ref", "nosuch")
                        .code())
                .isEqualTo(1);
    }
}
