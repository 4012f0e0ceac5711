package dev.waybill.apps;

import java.util.Set;

/**
 * Something that is deployed.
 *
 * @param version counts the versions of its configuration, from 1
 */
public record App(AppId id, String name, int version, AppConfig config) {
    /** Names that an app cannot have, since they are first segments of the API's paths. */
    static final Set<String> RESERVED = Set.of(
            "apps",
            "approvals",
            "commits",
            "config",
            "deliveries",
            "deploy-stats",
            "deploys",
            "events",
            "freezes",
            "locks",
            "machines",
            "openapi.json",
            "overview",
            "remote-changes",
            "tasks",
            "tokens");
}
