package dev.waybill.checks.kinds;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.commands.Environment;
import dev.waybill.commands.brief.ShortCommand;
import dev.waybill.commands.brief.Turns;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.workspaces.Account;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Runs a command on the server: its exit code decides. A few run at once; the others are asked again. */
public final class CommandCheck implements Check {
    /** The exit code of a check that is under way: EX_TEMPFAIL of sysexits.h. */
    private static final int PENDING = 75;

    private static final Duration USUAL = Duration.ofSeconds(30);

    /** With both waits for its turn, a command ends before another server could ask about the same commit. */
    private static final Duration LONGEST = Duration.ofMinutes(1);

    private static final Duration TURN = Duration.ofSeconds(7);
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\$)\\{(sha|ref|app|env|environment)}");

    private final Path directory;
    private final Turns turns = new Turns();

    /** @param directory for the working directories of commands; a check that is only configured does not use it */
    public CommandCheck(Path directory) {
        this.directory = directory;
    }

    @Override
    public String name() {
        return "command";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(
                Setting.required("command", Setting.Kind.COMMAND)
                        .withExample("curl -sf https://ci.example.com/$WAYBILL_SHA"),
                Setting.optional("timeout", Setting.Kind.DURATION).withExample(30));
    }

    /** It can look at {@code WAYBILL_ENVIRONMENT}. */
    @Override
    public boolean dependsOnEnvironment(Map<String, Object> settings) {
        return true;
    }

    /** It can look at {@code WAYBILL_REF}. */
    @Override
    public boolean dependsOnRef(Map<String, Object> settings) {
        return true;
    }

    @Override
    public List<Remark> review(AppInfo app) {
        var settings = app.settings();
        return Stream.concat(CommonSettings.review(settings), own(settings)).toList();
    }

    private static Stream<Remark> own(Map<String, Object> settings) {
        var placeholder = PLACEHOLDER.matcher(settings.get("command") instanceof String line ? line : "");
        var literal = placeholder.find()
                ? Stream.of(new Remark(
                        "command",
                        "%s is not replaced in the command of a check; use its environment variables, such as \"$WAYBILL_SHA\""
                                .formatted(placeholder.group()),
                        true))
                : Stream.<Remark>empty();
        var tooLong = Durations.of(settings.get("timeout"))
                .filter(it -> it.compareTo(LONGEST) > 0)
                .map(_ -> new Remark("timeout", "can be at most %s".formatted(Durations.text(LONGEST)), true));
        return Stream.concat(literal, tooLong.stream());
    }

    @Override
    public CheckAnswer ask(CheckContext context) throws InterruptedException {
        try (var turn = turns.take(context.app(), TURN.toSeconds())) {
            return turn == null
                    ? new CheckAnswer.Unreachable(
                            "%d commands of checks are running, or %d of this app, which is the limit; this one runs later"
                                    .formatted(Turns.MOST, Turns.MOST_OF_AN_APP),
                            null)
                    : answer(context);
        }
    }

    private CheckAnswer answer(CheckContext context) throws InterruptedException {
        var settings = context.settings();
        var given = Durations.of(settings.get("timeout")).orElse(USUAL);
        var limit = given.compareTo(LONGEST) < 0 ? given : LONGEST;
        ShortCommand command;
        try {
            var line = String.valueOf(settings.get("command"));
            var variables = context.variables();
            var objection = Environment.objection(line, variables);
            if (objection.isPresent()) {
                return new CheckAnswer.Unreadable(objection.get());
            }
            var user = context.user();
            command = new ShortCommand(line, variables, user == null ? null : Account.named(user), limit, "");
        } catch (IOException e) {
            return new CheckAnswer.Unreadable(String.valueOf(e.getMessage()));
        }
        try {
            var ended = command.run(directory);
            return ended.isTimedOut()
                    ? new CheckAnswer.Unreachable(
                            "the command did not end within %s%s".formatted(Durations.text(limit), after(ended)), null)
                    : reported(ended, context);
        } catch (IOException e) {
            return new CheckAnswer.Unreachable("the command could not be run: " + e.getMessage(), null);
        }
    }

    private static CheckAnswer reported(ShortCommand.Ended ended, CheckContext context) {
        var state = switch (ended.code()) {
            case 0 -> CheckResult.State.PASSED;
            case PENDING -> CheckResult.State.PENDING;
            default -> CheckResult.State.FAILED;
        };
        var description = "exit code %d%s".formatted(ended.code(), after(ended));
        return new CheckAnswer.Reported(
                List.of(new CheckResult("command", state, description, null, null, context.now())), null);
    }

    private static String after(ShortCommand.Ended ended) {
        return ended.lastLine().isEmpty() ? "" : ": " + ended.lastLine();
    }
}
