package dev.waybill.comments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.Pause;
import dev.waybill.store.Database;
import java.time.Duration;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class PullRequestCommentsOnSqliteTest extends PullRequestCommentsContract {
    @Override
    @Nullable
    protected Database database() {
        return null;
    }

    /** On one database, since its time is that of GitHub's limits. */
    @Test
    void manyPullRequests_areCommentedWithinTheLimitsOfGitHub() throws Exception {
        deploy("");
        pullRequests(44);
        deploy("");
        while (github.requests(WRITE).size() < 200) {
            server.time().pass(WHILE);
            Pause.briefly();
        }
        for (var i = 0; i < 4; i++) {
            server.time().pass(Duration.ofMinutes(5));
            Pause.briefly();
        }
        assertThat(github.requests(WRITE)).as("in an hour").hasSize(200);

        while (deliveries("delivered").isEmpty()) {
            server.time().pass(Duration.ofMinutes(1));
            Pause.briefly();
        }
        assertThat(IntStream.rangeClosed(1, 220))
                .allMatch(it -> github.comments(it).size() == 1);
    }
}
