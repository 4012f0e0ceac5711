package dev.waybill.checks.kinds;

import dev.waybill.network.RetryAfter;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.CheckResult.State;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an answer of a URL means. Whatever is not the expected answer is not green. */
record Verdict(Expectation expected, Instant now) {
    CheckAnswer on(Fetching.Page page, URI url) {
        var status = page.status();
        var wanted = expected.status();
        if (wanted == null ? status / 100 == 2 && status != 202 : status == wanted) {
            return expected.pointer() == null
                    ? reported(State.PASSED, "answered " + status, url)
                    : ofJson(page, expected.pointer(), url);
        }
        return switch (status) {
            case 202 -> reported(State.PENDING, "answered 202: under way", url);
            case 404 -> reported(State.MISSING, "answered 404", url);
            case 401, 403, 407 ->
                new CheckAnswer.Unreadable(
                        "%s answered %d; give the check a credential in its headers".formatted(url.getHost(), status));
            case 408, 425, 429, 500, 502, 503, 504 ->
                new CheckAnswer.Unreachable(
                        "%s answered %d".formatted(url.getHost(), status), RetryAfter.parse(page.retryAfter(), now));
            default -> reported(State.FAILED, "answered %d instead of %s".formatted(status, wanted()), url);
        };
    }

    private String wanted() {
        return expected.status() == null ? "success" : String.valueOf(expected.status());
    }

    private CheckAnswer ofJson(Fetching.Page page, String pointer, URI url) {
        JsonNode value;
        try {
            value = JsonMapper.shared().readTree(page.body()).at(pointer);
        } catch (JacksonException | IllegalArgumentException e) {
            return new CheckAnswer.Unreachable("%s did not answer with JSON".formatted(url.getHost()), null);
        }
        var text = value.isValueNode() && !value.isNull() ? value.asString() : null;
        if (text == null) {
            return reported(State.MISSING, "the answer has no value at " + pointer, url);
        }
        var state = expected.values().contains(text)
                ? State.PASSED
                : expected.pending().contains(text) ? State.PENDING : State.FAILED;
        return reported(state, "%s is \"%s\"".formatted(pointer.substring(1), text), url);
    }

    private CheckAnswer reported(State state, String description, URI url) {
        var result = new CheckResult("http", state, description, url.toString(), url.getHost(), now);
        return new CheckAnswer.Reported(List.of(result), null);
    }
}
