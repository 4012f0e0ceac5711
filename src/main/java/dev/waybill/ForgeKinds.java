package dev.waybill;

import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.gitea.GiteaKind;
import dev.waybill.forge.github.GitHubKind;
import dev.waybill.forge.http.Http;
import java.util.List;

/** The kinds of code hosts that a server knows. */
public final class ForgeKinds {
    private ForgeKinds() {}

    public static List<ForgeKind> all(Http http) {
        return List.of(new GitHubKind(http), new GiteaKind(http));
    }
}
