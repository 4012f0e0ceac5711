package dev.waybill.apps.config;

import java.util.Optional;
import java.util.Set;

/** The names that apps can have. */
public final class AppNames {
    /** First segments of the API's paths. */
    static final Set<String> RESERVED = Set.of(
            "apps",
            "approvals",
            "chat",
            "commits",
            "config",
            "deliveries",
            "deploy-stats",
            "deploys",
            "drain",
            "events",
            "freezes",
            "hosts",
            "locks",
            "machines",
            "nodes",
            "openapi.json",
            "overview",
            "remote-changes",
            "tasks",
            "tokens");

    static final String RULE =
            "use up to 63 of a-z, 0-9, dot, dash and underscore, beginning with a letter or digit, but not a word of"
                    + " the API's paths";

    private AppNames() {}

    /** Why an app cannot have this name, as a sentence; empty if it can. */
    public static Optional<String> objection(String name) {
        return AppReader.isName(name) && !RESERVED.contains(name)
                ? Optional.empty()
                : Optional.of("\"%s\" cannot be the name of an app; %s"
                        .formatted(name.length() > 80 ? name.substring(0, 80) + "…" : name, RULE));
    }
}
