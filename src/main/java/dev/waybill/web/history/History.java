package dev.waybill.web.history;

import dev.waybill.deploys.Outcome;
import dev.waybill.web.shown.DeployRow;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A part of the history.
 *
 * @param next where the rest begins; null if there is none
 * @param apps that the reader can choose
 * @param environments that the reader can choose
 * @param url the server's public URL, for the commands that show how to begin
 */
public record History(
        Facets facets,
        List<DeployRow> rows,
        @Nullable Long next,
        List<String> apps,
        List<String> environments,
        String url) {
    /** The outcomes to choose from. */
    public List<String> outcomes() {
        return Arrays.stream(Outcome.values()).map(Outcome::word).toList();
    }

    /** Such as {@code Timed out}. */
    public String label(String outcome) {
        return outcome.substring(0, 1).toUpperCase(Locale.ROOT)
                + outcome.substring(1).replace('_', ' ');
    }

    /** The older deploys; empty if there are none. */
    public Optional<String> older() {
        return Optional.ofNullable(next).map(from -> facets.path("/history", from));
    }

    /** The newest deploys; empty if they are shown. */
    public Optional<String> newest() {
        return Optional.ofNullable(facets.before()).map(_ -> facets.path("/history", null));
    }

    public String csv() {
        return facets.path("/history.csv", null);
    }
}
