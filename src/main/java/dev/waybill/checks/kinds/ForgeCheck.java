package dev.waybill.checks.kinds;

import dev.waybill.forge.AppForge;
import dev.waybill.forge.CheckReport;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.Forges;
import dev.waybill.forge.OwnStatus;
import dev.waybill.spi.AppInfo;
import dev.waybill.spi.Check;
import dev.waybill.spi.CheckAnswer;
import dev.waybill.spi.CheckContext;
import dev.waybill.spi.CheckResult;
import dev.waybill.spi.CheckResult.State;
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
import org.jspecify.annotations.Nullable;

/**
 * What was reported about a commit to its code host: some contexts, or all that there are.
 *
 * @param name the word for that kind of code host
 * @param own settings that this kind of code host has
 */
public record ForgeCheck(String name, List<Setting> own, Forges forges) implements Check {
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

    /** A deploy leaves out the status of its own environment. */
    @Override
    public boolean dependsOnEnvironment(Map<String, Object> settings) {
        var contexts = contexts(settings.get(CONTEXTS));
        return contexts != null && contexts.stream().anyMatch(OwnStatus::canBe);
    }

    @Override
    public CheckAnswer ask(CheckContext context) throws InterruptedException {
        try {
            var found = forges.of(context.app(), context.settings());
            return found.isEmpty()
                    ? new CheckAnswer.Unreadable(
                            "%s has no credential for its code host; configure one, or remove the check"
                                    .formatted(context.app()))
                    : new CheckAnswer.Reported(results(found.get(), context), null);
        } catch (ForgeFailure e) {
            var why = String.valueOf(e.getMessage());
            return e.isPassing()
                    ? new CheckAnswer.Unreachable(why, e.retryAt().orElse(null))
                    : new CheckAnswer.Unreadable(why);
        } catch (IOException e) {
            return new CheckAnswer.Unreadable(String.valueOf(e.getMessage()));
        }
    }

    private static List<CheckResult> results(AppForge app, CheckContext context)
            throws ForgeFailure, InterruptedException {
        var own = contexts(context.settings().get(CONTEXTS)); // old clients send an empty list for none given
        var contexts = own == null || own.isEmpty() ? contexts(app.contexts()) : own;
        var sha = new Sha(context.sha());
        var forge = app.forge();
        if (contexts == null) {
            return forge.checks(sha).stream()
                    .filter(report -> !OwnStatus.isOne(report))
                    .map(ForgeCheck::result)
                    .toList();
        }
        contexts.removeIf(name -> OwnStatus.isOf(context.app(), context.environment(), name));
        if (contexts.isEmpty()) {
            return List.of(
                    new CheckResult("none", State.PASSED, "no contexts are required", null, null, context.now()));
        }
        var reports = forge.checks(sha, contexts);
        var missing = missing(contexts, reports, context, forge.host());
        return Stream.concat(reports.stream().map(ForgeCheck::result), missing).toList();
    }

    /** Null for all that were reported. */
    private static @Nullable Set<String> contexts(@Nullable Object setting) {
        return switch (setting) {
            case null -> null;
            case List<?> several ->
                several.stream().map(String::valueOf).collect(Collectors.toCollection(LinkedHashSet::new));
            default -> new LinkedHashSet<>(Set.of(String.valueOf(setting)));
        };
    }

    private static Stream<CheckResult> missing(
            Set<String> contexts, List<CheckReport> reports, CheckContext context, String host) {
        var reported = reports.stream().map(CheckReport::name).collect(Collectors.toSet());
        return contexts.stream()
                .filter(name -> !reported.contains(name))
                .map(name ->
                        new CheckResult(name, State.MISSING, "not reported to " + host, null, null, context.now()));
    }

    private static CheckResult result(CheckReport report) {
        var state = switch (report.state()) {
            case PENDING -> State.PENDING;
            case PASSED -> State.PASSED;
            case FAILED -> State.FAILED;
        };
        return new CheckResult(
                report.name(), state, report.description(), report.link(), report.reporter(), report.at());
    }
}
