package dev.waybill.notifiers.kinds;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.spi.Notifier;
import dev.waybill.spi.notices.Topic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GitHubNotifierTest extends NotifierContract {
    @Override
    Notifier notifier() {
        return new GitHubNotifier(receivers);
    }

    @Override
    String path() {
        return "/api/v3/repos/acme/shop/statuses/" + Sample.SHA;
    }

    @Override
    Map<String, Object> settings(String root) {
        return Map.of("repo", "acme/shop", "api_root", root + "/api/v3", "token", SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "STARTED, pending",
        "SUCCEEDED, success",
        "ROLLED_BACK, success",
        "FAILED, failure",
        "TIMED_OUT, failure",
        "INTERRUPTED, error",
        "CANCELLED, error",
    })
    void status_saysHowTheDeployIs(Topic topic, String state) throws Exception {
        tell(Sample.of(7, topic, "x".repeat(200), List.of()));

        var request = received().getFirst();
        assertThat(request.headers()).containsEntry("authorization", "Bearer " + SECRET);
        assertThat(request.json().path("state").asString()).isEqualTo(state);
        assertThat(request.json().path("context").asString()).isEqualTo("waybill/production");
        assertThat(request.json().path("target_url").asString()).isEqualTo(Sample.URL);
        assertThat(request.json().path("description").asString()).hasSize(140);
    }

    @Test
    void sample_onlyReadsTheRepository() throws Exception {
        tell(Sample.of(0, Topic.SUCCEEDED, "a test", List.of()));
        assertThat(received()).isEmpty();
        assertThat(receiver.at("/api/v3/repos/acme/shop"))
                .singleElement()
                .satisfies(it -> assertThat(it.method()).isEqualTo("GET"));
    }

    @Test
    void repo_cannotLeadElsewhere() throws Exception {
        notifier().tell(Sample.of(Topic.FAILED), Sample.context(with("repo", "../a?b#c")));

        assertThat(receiver.at("/api/v3/repos/%2E%2E/a%3Fb%23c/statuses/" + Sample.SHA))
                .hasSize(1);
    }
}
