package dev.waybill.forge.github;

import java.net.URI;

/**
 * Where GitHub is.
 *
 * @param rest without a slash at the end, such as {@code https://api.github.com} or {@code https://github.example.com/api/v3}
 */
record Roots(String rest) {
    static Roots of(URI apiRoot) {
        return new Roots(apiRoot.toString().replaceFirst("/+$", ""));
    }

    URI api() {
        return URI.create(rest);
    }

    /** Enterprise has it beside the REST API. */
    URI graphQl() {
        return URI.create(rest.replaceFirst("/v3$", "") + "/graphql");
    }

    /** The pages: {@code api.github.com} belongs to {@code github.com}, and so for companies with a name below {@code ghe.com}. */
    String web() {
        return rest.replaceFirst("/api/v3$", "").replaceFirst("^(https?://)api\\.", "$1");
    }
}
