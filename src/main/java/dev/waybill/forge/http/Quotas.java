package dev.waybill.forge.http;

import dev.waybill.forge.Quota;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.function.BinaryOperator;

/** What is left of limits, seen as a whole. */
final class Quotas {
    private static final Comparator<Quota> BY_NAME =
            Comparator.comparing(Quota::host).thenComparing(Quota::resource);
    private static final BinaryOperator<Quota> FEWER = BinaryOperator.minBy(Comparator.comparingLong(Quota::remaining));

    private Quotas() {}

    private record Limit(String host, String resource) {}

    /** For each limit what is left for the credential with the fewest requests left. */
    static List<Quota> fewest(Collection<Quota> all) {
        var fewest = new HashMap<Limit, Quota>();
        all.forEach(quota -> fewest.merge(new Limit(quota.host(), quota.resource()), quota, FEWER));
        return fewest.values().stream().sorted(BY_NAME).toList();
    }
}
