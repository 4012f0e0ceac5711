package dev.waybill.commands;

import dev.waybill.deploys.Report;
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

    Found and(Found more) {
        if (more.equals(NONE)) {
            return this;
        }
        return new Found(
                report.and(more.report),
                Stream.concat(steps.stream(), more.steps.stream()).toList());
    }
}
