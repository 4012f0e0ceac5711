package dev.waybill.deploys;

import dev.waybill.apps.App;
import java.util.Map;

/**
 * A request that may be made.
 *
 * @param request with its parameters checked
 */
record Asking(DeployRequest request, App app, Lane lane) {
    /** Those that were given, or else those that go with what is wanted. */
    Map<String, Object> params(Wanted wanted) {
        return request.params().isEmpty() ? wanted.params() : request.params();
    }
}
