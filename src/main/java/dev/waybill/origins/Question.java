package dev.waybill.origins;

import dev.waybill.apps.AppId;
import dev.waybill.forge.Forge;

/** Whose commits are asked about, and where. What one app's credential can read is not shown to readers of another app. */
record Question(AppId app, Forge forge) {
    /** The repository, whichever app asks. */
    String repository() {
        return forge.link().orElseGet(() -> forge.host() + " " + forge.repository());
    }
}
