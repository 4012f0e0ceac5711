package dev.waybill.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waybill.RawHttp;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What must be true of every answer. */
final class GoodAnswer {
    /** What tells how the server is made: a class, or a line of a stack trace. */
    private static final Pattern INTERNALS = Pattern.compile(
            "(?<=[A-Za-z])(Exception|Error)\\b(?!\")|\\b(java|jdk|javax|jakarta|org|io|dev|tools|com|kotlin)\\.[a-z]+\\.[\\w.$]+|\\bat [\\w.$]+\\(");

    /** What a page does not have by itself. */
    private static final Pattern INJECTED = Pattern.compile(
            "<script(?![^>]* src=)|<img|<style|<[a-z][^<>]* (style|on[a-z]+)=[\"']|href=[\"']?javascript:");

    /** The path of a page of this server, and no other server's. */
    private static final Pattern OURS = Pattern.compile("/(?![/\\\\])[\\x21-\\x5b\\x5d-\\x7e]*");

    private final FuzzRequest request;
    private final RawHttp.Answer answer;
    private final String shown;

    private GoodAnswer(FuzzRequest request, RawHttp.Answer answer) {
        this.request = request;
        this.answer = answer;
        this.shown = "%d %s %s: %s".formatted(answer.status(), answer.type(), answer.text(), answer.headers());
    }

    static void check(FuzzRequest request, RawHttp.Answer answer) {
        new GoodAnswer(request, answer).check();
    }

    /** Some apps have one that nobody reaches; an answer to HEAD has no words. */
    private boolean isOfARepositoryThatIsAway() {
        return answer.status() == 503 && (answer.text().contains("vcs_unreachable") || request.isHead());
    }

    private void check() {
        if (!isOfARepositoryThatIsAway()) {
            assertThat(answer.status()).as(shown).isBetween(200, 499);
        }
        assertThat(answer.headers()).as("headers that we wrote").doesNotContainKey("x-evil");
        tellsNothingThatIsNotTheirs();
        if (answer.status() / 100 == 3) {
            leadsNowhereElse();
        } else if (answer.status() >= 400) {
            tellsWhatWentWrong();
        }
        if (answer.type().startsWith("text/html")) {
            assertThat(found(INJECTED)).as(shown).isEmpty();
        }
    }

    private void tellsNothingThatIsNotTheirs() {
        assertThat(shown).doesNotContain(request.by().token());
        for (var word : request.by().unseen()) {
            assertThat(shown).doesNotContain(word);
        }
    }

    /** Who has an answer is told so; pages send to the form to sign in, and on from there. */
    private void leadsNowhereElse() {
        if (answer.status() == 304) {
            assertThat(request.says("If-None-Match", "")).as(shown).isTrue();
        } else {
            assertThat(answer.status()).as(shown).isEqualTo(303);
            assertThat(request.isForApi()).as(shown).isFalse();
            assertThat(answer.headers().getOrDefault("location", "")).as(shown).matches(OURS);
        }
    }

    private void tellsWhatWentWrong() {
        assertThat(found(INTERNALS)).as(shown).isEmpty();
        if (answer.type().startsWith("text/html") && !request.isForApi()) {
            return;
        }
        assertThat(answer.type()).as(shown).isEqualTo("application/json");
        if (request.isHead()) {
            return;
        }
        try {
            var json = JsonMapper.shared().readTree(answer.body());
            assertThat(json.path("error").asString("")).as(shown).isNotBlank();
            assertThat(json.path("error_name").asString("")).as(shown).isNotBlank();
        } catch (JacksonException e) {
            throw new AssertionError(shown, e);
        }
    }

    private List<String> found(Pattern pattern) {
        return pattern.matcher(answer.text()).results().map(MatchResult::group).toList();
    }
}
