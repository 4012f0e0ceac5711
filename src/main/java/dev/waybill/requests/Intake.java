package dev.waybill.requests;

import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppConfig;
import dev.waybill.deploys.Lane;
import dev.waybill.errors.Invalid;
import dev.waybill.store.Tx;
import java.util.Map;

/** Checks requests: finds the app and environment, the permissions, and the meaning. Thread-safe. */
public final class Intake {
    private final Apps apps;
    private final Targets targets;
    private final Wishes wishes;
    private final FailedHosts failedHosts;

    public Intake(Apps apps, Targets targets, Wishes wishes, FailedHosts failedHosts) {
        this.apps = apps;
        this.targets = targets;
        this.wishes = wishes;
        this.failedHosts = failedHosts;
    }

    /** A permitted request with checked parameters. */
    Asking permitted(DeployRequest asked) {
        var asking = understood(asked);
        requirePermission(asking);
        return isOfThen(asked) ? asking : asking.with(parameters(asking).values());
    }

    /** A permitted request to record what happened elsewhere, with the default parameters, for a later rollback to it. */
    Asking past(DeployRequest asked) {
        var asking = understood(asked);
        requirePermission(asking);
        return asking.with(
                Parameters.checked(asking.app().config().parameters(), Map.of()).values());
    }

    /** A request about an app that the caller may read. */
    Asking understood(DeployRequest asked) {
        var app = apps.app(asked.app());
        asked.caller()
                .require(
                        Right.READ,
                        app.place(),
                        () -> Apps.noSuchApp(app.name())); // before anything about the app is disclosed
        return new Asking(asked, app, new Lane(app.id(), environment(asked, app)));
    }

    /** The environment that a request names, or else the app's default. */
    public static String environment(DeployRequest request, App app) {
        var preset = app.config().defaultEnvironment();
        var name =
                request.environment() != null ? request.environment() : preset != null ? preset : AppConfig.PRODUCTION;
        app.config().objectionToEnvironment(app.name(), name).ifPresent(why -> {
            throw new Invalid("invalid_environment", why);
        });
        return name;
    }

    /** Here and not in the API, so that no way in skips it. */
    private static void requirePermission(Asking asking) {
        var request = asking.request();
        var place = asking.app().place(asking.lane().environment());
        request.caller().require(Right.DEPLOY, place);
        if (request.force()) {
            request.caller().require(Right.FORCE, place);
        }
        if (request.isOnBehalfOfAnother()) {
            request.caller().require(Right.IMPERSONATE, place);
        }
    }

    private static Parameters parameters(Asking asking) {
        return isOfThen(asking.request())
                ? Parameters.ofThen(asking.request().params())
                : Parameters.checked(
                        asking.app().config().parameters(), asking.request().params());
    }

    /** Whether it uses the parameters of an earlier deploy, which need not fit the present declarations. */
    private static boolean isOfThen(DeployRequest asked) {
        return asked.target() instanceof Target.Back && asked.params().isEmpty()
                || asked.target() instanceof Target.Again again && again.old().isRollback();
    }

    /** What a request means, even if its parameters are invalid. */
    Wanted meant(Asking asking) {
        return targets.wanted(asking.request(), asking.app(), asking.lane());
    }

    /** @throws Invalid with every mistake in the parameters, or if the command cannot be started with them */
    Wanted wanted(Asking asking) {
        var wanted = failedHosts.narrow(asking, meant(asking));
        var parameters = parameters(asking);
        parameters.refuseMistakes(wishes.objection(asking.with(parameters.plausible()), wanted));
        return wanted;
    }

    /** Locks the app's row, so that the app cannot be deleted before the transaction ends. */
    void mustExist(Tx tx, Asking asking) {
        apps.mustExist(tx, asking.app());
    }
}
