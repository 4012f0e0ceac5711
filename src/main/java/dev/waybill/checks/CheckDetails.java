package dev.waybill.checks;

import dev.waybill.spi.CheckResult;
import java.util.List;

/**
 * A check with its results, for people.
 *
 * @param results the worst first; not all of them if there are very many
 */
public record CheckDetails(Checked checked, List<CheckResult> results) {
    public CheckDetails {
        results = List.copyOf(results);
    }
}
