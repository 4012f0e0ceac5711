package dev.waybill.requests;

import dev.waybill.apps.App;
import dev.waybill.deploys.Lane;
import java.util.Map;

/**
 * A request whose app and environment exist.
 *
 * @param request with checked parameters, once it is permitted
 */
record Asking(DeployRequest request, App app, Lane lane) {
    /** The parameters of the request, or else those of the deploy that it repeats. */
    Map<String, Object> params(Wanted wanted) {
        return request.params().isEmpty() ? wanted.params() : request.params();
    }

    Asking with(Map<String, Object> params) {
        return new Asking(request.withParams(params), app, lane);
    }
}
