package dev.waybill.api.forge;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.errors.Conflict;
import dev.waybill.forge.Ability;
import dev.waybill.forge.AppForge;
import dev.waybill.forge.ForgeSettings;
import dev.waybill.forge.Forges;
import dev.waybill.forge.Publicity;
import dev.waybill.http.Answers;
import dev.waybill.incoming.Incoming;
import dev.waybill.wire.ForgeJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /apps/{app}/forge/}: what the app's credential can do at its code host. It sends several requests there, so those who can
 * only read the app cannot use up its limits.
 */
public final class ForgeRoutes implements RouteGroup {
    private final Forges forges;
    private final IncomingJsons incoming;

    public ForgeRoutes(Forges forges, Incoming incoming) {
        this.forges = forges;
        this.incoming = new IncomingJsons(incoming);
    }

    @Override
    public String noun() {
        return "forge";
    }

    @Override
    public void rows(Routes routes) {
        routes.app("GET", "/apps/{app}/forge", Right.CONFIGURE, this::show);
    }

    void show(Context ctx, Caller caller, App app) throws InterruptedException {
        var found = found(app);
        Answers.json(ctx, 200, json(app, found, found.forge().abilities()));
    }

    private AppForge found(App app) {
        try {
            return forges.of(app.name(), Map.of())
                    .orElseThrow(() -> new Conflict(
                            "no_code_host",
                            "app %s has no code host; set its via, such as \"via\": \"github\"".formatted(app.name())));
        } catch (IOException e) {
            throw new Conflict("no_code_host", String.valueOf(e.getMessage()));
        }
    }

    private ForgeJson json(App app, AppForge found, List<Ability> abilities) {
        var forge = found.forge();
        var publicity = forges.publicity(app.config());
        return new ForgeJson(
                forge.host(),
                forge.repository(),
                found.contexts(),
                found.isRequired(),
                abilities.stream()
                        .map(it -> new ForgeJson.AbilityJson(
                                it.what(),
                                it.state().name().toLowerCase(Locale.ROOT),
                                isNeeded(it, found, publicity),
                                setting(it),
                                it.advice()))
                        .toList(),
                incoming.json(app, forges.acceptance(app.config())));
    }

    private static boolean isNeeded(Ability ability, AppForge found, Publicity publicity) {
        return switch (ability.need()) {
            case ALWAYS -> true;
            case FOR_ALL_CHECKS -> found.contexts() == null;
            case FOR_COMMIT_STATUS -> publicity.commitStatus();
            case FOR_COMMENTS -> !publicity.comments().isEmpty();
            case NEVER -> false;
        };
    }

    private static @Nullable String setting(Ability ability) {
        return switch (ability.need()) {
            case FOR_COMMIT_STATUS -> ForgeSettings.COMMIT_STATUS.name();
            case FOR_COMMENTS -> ForgeSettings.COMMENTS.name();
            case ALWAYS, FOR_ALL_CHECKS, NEVER -> null;
        };
    }
}
