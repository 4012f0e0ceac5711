package dev.waybill.commands;

import dev.waybill.deploys.Report;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * What output reports on its deploy.
 *
 * @param steps that begin, in their order
 */
record Found(Report report, List<String> steps) {
    static final Found NONE = new Found(Report.NONE, List.of());

    Found(Report report) {
        this(report, List.of());
    }

    /** The same without secrets that were only recognizable once the output was decoded. */
    Found masked(KnownSecrets secrets) {
        if (equals(NONE)) {
            return this;
        }
        var links = new LinkedHashMap<String, String>();
        report.links().forEach((name, address) -> links.put(secrets.mask(name), secrets.maskAddress(address)));
        var notes = report.notes().stream().map(secrets::mask).toList();
        return new Found(
                new Report(report.progress(), notes, links, report.steps(), report.hosts(secrets::mask)), steps);
    }

    Found and(Found more) {
        if (more.equals(NONE)) {
            return this;
        }
        return new Found(
                report.and(more.report),
                Stream.concat(steps.stream(), more.steps.stream()).toList());
    }
}
