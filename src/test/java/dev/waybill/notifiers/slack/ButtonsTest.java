package dev.waybill.notifiers.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.FieldNamingPolicy;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.slack.api.model.block.composition.TextObject;
import com.slack.api.model.block.element.ButtonElement;
import com.slack.api.util.json.GsonTextObjectFactory;
import dev.waybill.spi.notices.NoticeChanges;
import dev.waybill.spi.notices.NoticeDeploy;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

/** Buttons as Slack's own classes read them. */
class ButtonsTest {
    private static final String SHA = "7f2d6c1".repeat(6).substring(0, 40);
    private static final Gson GSON = new GsonBuilder()
            .setFieldNamingPolicy(FieldNamingPolicy.LOWER_CASE_WITH_UNDERSCORES)
            .registerTypeAdapter(TextObject.class, new GsonTextObjectFactory(true))
            .create();

    private static NoticeDeploy deploy(String state, boolean isRollback, @Nullable String sha) {
        return deploy(state, isRollback, true, sha);
    }

    private static NoticeDeploy deploy(String state, boolean isRollback, boolean isLast, @Nullable String sha) {
        var isOver = !state.equals("pending") && !state.equals("running");
        return new NoticeDeploy(
                "42",
                "shop/production#42",
                state,
                "deploy",
                isRollback,
                isLast,
                "main",
                sha,
                null,
                "ann",
                Instant.EPOCH,
                null,
                isOver ? Instant.EPOCH : null,
                null,
                null,
                List.of(),
                NoticeChanges.UNKNOWN);
    }

    private static ButtonElement read(Map<String, Object> button) {
        return GSON.fromJson(JsonMapper.shared().writeValueAsString(button), ButtonElement.class);
    }

    private static String labels(NoticeDeploy deploy) {
        return Buttons.of(deploy).stream()
                .map(button -> read(button).getText().getText())
                .collect(Collectors.joining(", "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "nothing",
            value = {
                "pending     | Cancel",
                "running     | Cancel",
                "succeeded   | Roll back",
                "failed      | Retry",
                "timed_out   | Retry",
                "interrupted | Retry",
                "cancelled   | Retry",
                "superseded  | nothing"
            })
    void buttons_areThoseThatApply(String state, @Nullable String labels) {
        assertThat(labels(deploy(state, false, SHA))).isEqualTo(Objects.requireNonNullElse(labels, ""));
    }

    @Test
    void deployBeforeTheLast_canOnlyBeCancelled() {
        assertThat(labels(deploy("running", false, false, SHA))).isEqualTo("Cancel");
        assertThat(labels(deploy("succeeded", false, false, SHA))).isEmpty();
        assertThat(labels(deploy("failed", false, false, SHA))).isEmpty();
    }

    @Test
    void deployWithoutACommit_cannotBeRetried_andARollbackIsNotRolledBack() {
        assertThat(labels(deploy("failed", false, null))).isEmpty();
        assertThat(labels(deploy("succeeded", true, SHA))).isEmpty();
    }

    @Test
    void button_namesItsDeploy_andAsksBeforeWhatIsNotHarmless() {
        var cancel = read(Buttons.of(deploy("running", false, SHA)).getFirst());
        var retry = read(Buttons.of(deploy("failed", false, SHA)).getFirst());

        assertThat(cancel.getActionId()).isEqualTo("waybill_press_cancel");
        assertThat(cancel.getValue()).isEqualTo("shop/production#42");
        assertThat(cancel.getConfirm().getText().getText()).isEqualTo("Cancel shop/production#42");
        assertThat(retry.getConfirm()).isNull();
    }

    @Test
    void sentences_areButtons_withinTheLimitsOfSlack() {
        var lengthy = "lock shop because " + "🚀".repeat(200);
        var tooLong = "lock shop because " + "x".repeat(2_000);

        var row = Buttons.saying(List.of("unlock shop", lengthy, tooLong, "a", "b", "c", "d"), true);

        var buttons = JsonMapper.shared()
                .valueToTree(Objects.requireNonNull(row))
                .path("elements")
                .valueStream()
                .map(it -> GSON.fromJson(it.toString(), ButtonElement.class))
                .toList();
        assertThat(buttons).hasSize(5).extracting(ButtonElement::getActionId).doesNotHaveDuplicates();
        assertThat(buttons)
                .extracting(ButtonElement::getValue)
                .startsWith("unlock shop", lengthy, "a")
                .doesNotContain(tooLong);
        assertThat(buttons).allMatch(it -> it.getText().getText().length() <= 75);
        assertThat(buttons.get(1).getText().getText()).endsWith("🚀…");
        assertThat(buttons).allMatch(it -> it.getConfirm() != null);
        assertThat(Buttons.saying(List.of(), true)).isNull();
    }
}
