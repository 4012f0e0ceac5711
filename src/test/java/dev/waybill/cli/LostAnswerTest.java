package dev.waybill.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.TestCli;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that does what is asked, and whose first answer is lost. */
@Tag("processes")
class LostAnswerTest {
    @TempDir
    Path directory;

    private Answering losingTheFirst(int then, String body, String deploy) throws Exception {
        var calls = new AtomicInteger();
        return Answering.start((exchange, call) -> {
            if (call.startsWith("GET")) {
                Answering.send(exchange, 200, deploy);
            } else if (calls.getAndIncrement() > 0) {
                Answering.send(exchange, then, body);
            }
        });
    }

    private TestCli.Done run(Answering server, String words) throws Exception {
        return new TestCli(server.url(), "none", directory).run(words.split(" "));
    }

    @Test
    void cancel_isDone_whereTheDeployWasCancelledByThen() throws Exception {
        for (var outcome : List.of("cancelled", "succeeded")) {
            var over = "{\"error\": \"shop/production#42 has already ended: %s\"}".formatted(outcome);
            var deploy = "{\"name\": \"shop/production#42\", \"outcome\": \"%s\"}".formatted(outcome);
            try (var server = losingTheFirst(409, over, deploy)) {
                var done = run(server, "cancel shop/production#42");

                assertThat(done.code()).as(done.err()).isEqualTo(outcome.equals("cancelled") ? 0 : 1);
                if (done.code() == 0) {
                    assertThat(done.out()).isEqualTo("shop/production#42  cancelled");
                }
                assertThat(server.asked()).hasSize(3);
            }
        }
    }

    @Test
    void sentences_areRepeatedWithTheSameKey_soTheyDeployOnce() throws Exception {
        try (var server = losingTheFirst(200, "{\"ok\": true, \"text\": \"done\"}", "{}")) {
            assertThat(run(server, "say deploy shop").out()).isEqualTo("done");

            assertThat(server.keys()).hasSize(2).doesNotContain("null");
            assertThat(Set.copyOf(server.keys())).hasSize(1);
        }
    }

    @Test
    void changes_areSentOnce_whereTheSecondWouldBeAMistake() throws Exception {
        for (var words : List.of("app edit shop --set name=store", "app edit shop --unset variables.REGION")) {
            try (var server = losingTheFirst(200, "{}", "{}")) {
                assertThat(run(server, words).code()).as(words).isEqualTo(4);
                assertThat(server.asked()).as(words).hasSize(1);
            }
        }
        for (var words : List.of("app edit shop --set deploy=x", "app edit shop --set name=shop")) {
            try (var server = losingTheFirst(200, "{}", "{}")) {
                assertThat(run(server, words).code()).as(words).isZero();
                assertThat(server.asked()).as(words).hasSize(2);
            }
        }
    }
}
