package dev.waybill.checks.kinds;

import dev.waybill.forge.CheckReport;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.Remark;
import dev.waybill.spi.Setting;
import dev.waybill.vcs.Sha;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What was reported about a commit to its code host: some contexts, or all that there are.
 *
 * @param name the word for that kind of code host
 * @param own settings that this kind of code host has
 */
public record ForgeCheck(String name, List<Setting> own, CodeHosts hosts) implements Check {
    private static final String CONTEXTS = "contexts";

    @Override
    public List<Setting> settings() {
        var contexts = Setting.optional(CONTEXTS, Setting.Kind.TEXTS).withExample(List.of("build", "lint"));
        return CommonSettings.with(
                Stream.concat(own.stream(), Stream.of(contexts)).toArray(Setting[]::new));
    }

    @Override
    public List<Remark> review(AppInfo app) {
        return CommonSettings.review(app.settings()).toList();
    }

    @Override
    public CheckAnswer ask(CheckContext context) throws InterruptedException {
        try {
            var forge = hosts.of(context.app(), context.settings());
            var contexts = contexts(context.settings());
            var sha = new Sha(context.sha());
            var reports = contexts.isEmpty() ? forge.checks(sha) : forge.checks(sha, contexts);
            var results = Stream.concat(
                            reports.stream().map(ForgeCheck::result), missing(contexts, reports, context, forge.host()))
                    .toList();
            return new CheckAnswer.Reported(results, null);
        } catch (ForgeFailure e) {
            var why = String.valueOf(e.getMessage());
            return e.isPassing()
                    ? new CheckAnswer.Unreachable(why, e.retryAt().orElse(null))
                    : new CheckAnswer.Unreadable(why);
        } catch (IOException e) {
            return new CheckAnswer.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static Set<String> contexts(Map<String, Object> settings) {
        var given = settings.get(CONTEXTS);
        var list = given instanceof List<?> several ? several : given == null ? List.of() : List.of(given);
        return list.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static Stream<CheckResult> missing(
            Set<String> contexts, List<CheckReport> reports, CheckContext context, String host) {
        var reported = reports.stream().map(CheckReport::name).collect(Collectors.toSet());
        return contexts.stream()
                .filter(name -> !reported.contains(name))
                .map(name -> new CheckResult(
                        name, CheckResult.State.MISSING, "not reported to " + host, null, null, context.now()));
    }

    private static CheckResult result(CheckReport report) {
        var state = switch (report.state()) {
            case PENDING -> CheckResult.State.PENDING;
            case PASSED -> CheckResult.State.PASSED;
            case FAILED -> CheckResult.State.FAILED;
        };
        return new CheckResult(
                report.name(), state, report.description(), report.link(), report.reporter(), report.at());
    }
}
