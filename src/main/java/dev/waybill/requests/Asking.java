package dev.waybill.requests;

import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import java.util.Map;

/**
 * A request about a lane that is there.
 *
 * @param request with its parameters checked, once it is permitted
 */
record Asking(DeployRequest request, App app, Lane lane) {
    /** Those that were given, or else those that go with what is wanted. */
    Map<String, Object> params(Wanted wanted) {
        return request.params().isEmpty() ? wanted.params() : request.params();
    }

    Asking with(Map<String, Object> params) {
        return new Asking(request.withParams(params), app, lane);
    }
}
