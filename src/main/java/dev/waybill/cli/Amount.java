package dev.waybill.cli;

import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** How many entries of a list to show, which can be more than one response contains. */
public record Amount(int most, boolean isAll) {
    /** The maximum of one response of the API. */
    private static final int PAGE = 100;

    private static final int USUAL = 25;

    /**
     * Reads the options.
     *
     * @param limit null if not given
     * @throws CallFailed for usage
     */
    public static Amount of(@Nullable Integer limit, boolean isAll) throws CallFailed {
        if (limit != null && (limit < 1 || isAll)) {
            throw new CallFailed(
                    CallFailed.USAGE,
                    isAll ? "use --limit or --all, not both" : "--limit must be 1 or more, not " + limit);
        }
        return new Amount(limit == null ? USUAL : limit, isAll);
    }

    public JsonNode of(Api api, Query query) throws CallFailed, InterruptedException {
        var path = query.with("limit", isAll ? PAGE : Math.min(most, PAGE)).toString();
        return isAll ? api.all(path) : api.first(most, path);
    }
}
