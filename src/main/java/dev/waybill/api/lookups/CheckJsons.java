package dev.waybill.api.lookups;

import dev.waybill.checks.CheckDetails;
import dev.waybill.spi.CheckResult;
import dev.waybill.wire.ChecksJson;
import dev.waybill.wire.Times;
import java.util.Locale;

/** Builds the JSON of checks. */
final class CheckJsons {
    private CheckJsons() {}

    static ChecksJson.CheckJson of(CheckDetails details) {
        var requirement = details.checked().requirement();
        var standing = details.checked().standing();
        return new ChecksJson.CheckJson(
                requirement.name(),
                requirement.type(),
                requirement.isAlways(),
                standing.state().word(),
                Times.text(standing.since()),
                Times.textOrNull(standing.askedAt()),
                standing.trouble(),
                standing.passed(),
                standing.total(),
                details.results().stream().map(CheckJsons::of).toList());
    }

    private static ChecksJson.CheckResultJson of(CheckResult result) {
        return new ChecksJson.CheckResultJson(
                result.name(),
                result.state().name().toLowerCase(Locale.ROOT),
                result.description(),
                result.link(),
                result.reporter(),
                Times.text(result.at()));
    }
}
