package dev.waybill.deploys;

import dev.waybill.apps.AppId;
import dev.waybill.vcs.Sha;

/** A commit in an environment of an app. */
public record Version(AppId app, String environment, Sha sha) {}
