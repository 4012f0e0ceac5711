package dev.waybill.checks.kinds;

import dev.waybill.apps.config.text.Durations;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.wire.Times;
import java.io.IOException;
import java.time.Duration;
import java.util.List;

/** A minimum age of the commit. The time is that of git's committer. */
public record AgeCheck() implements Check {
    @Override
    public String name() {
        return "age";
    }

    @Override
    public List<Setting> settings() {
        return CommonSettings.with(Setting.required("min", Setting.Kind.DURATION));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return CommonSettings.review(app.settings()).toList();
    }

    @Override
    public CheckAnswer ask(CheckContext context) throws InterruptedException {
        try {
            var least = Durations.of(context.settings().get("min")).orElse(Duration.ZERO);
            var made = context.committedAt();
            var due = made.plus(least);
            if (context.now().isBefore(due)) {
                var waiting = "less than %s old until %s".formatted(Durations.text(least), Times.minute(due));
                return new CheckAnswer.Reported(
                        List.of(new CheckResult("age", CheckResult.State.PENDING, waiting, null, "git", made)), due);
            }
            var passed = "at least %s old".formatted(Durations.text(least));
            return new CheckAnswer.Reported(
                    List.of(new CheckResult("age", CheckResult.State.PASSED, passed, null, "git", made)), null);
        } catch (IOException e) {
            return new CheckAnswer.Unreachable(String.valueOf(e.getMessage()), null);
        }
    }
}
