package dev.waybill.api.lookups;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.api.deploys.ReleaseJsons;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.http.Answers;
import dev.waybill.locks.Lock;
import dev.waybill.locks.Locks;
import dev.waybill.store.Db;
import dev.waybill.wire.OverviewJson;
import io.javalin.http.Context;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /overview/}: what is live in all environments. */
public final class OverviewRoutes implements RouteGroup {
    private final Apps apps;
    private final Db db;
    private final DeployStore deploys;

    public OverviewRoutes(Apps apps, Db db, DeployStore deploys) {
        this.apps = apps;
        this.db = db;
        this.deploys = deploys;
    }

    @Override
    public String noun() {
        return "overview";
    }

    @Override
    public void rows(Routes routes) {
        routes.somewhere("GET", "/overview", Right.READ, this::show);
    }

    void show(Context ctx, Caller caller) {
        var live = deploys.allLive().stream()
                .collect(Collectors.groupingBy(Deploy::app, Collectors.toMap(Deploy::environment, deploy -> deploy)));
        var unfinished = deploys.unfinished().stream().collect(Collectors.groupingBy(Deploy::lane));
        var locks = Locks.all(db);
        var rows = apps.all().stream()
                .filter(app -> caller.may(Right.READ, app.place()))
                .map(app -> new OverviewJson.AppRow(
                        app.name(), cells(app, caller, live.getOrDefault(app.id(), Map.of()), unfinished, locks)))
                .toList();
        Answers.json(ctx, 200, new OverviewJson(rows));
    }

    private static List<OverviewJson.Cell> cells(
            App app, Caller caller, Map<String, Deploy> live, Map<Lane, List<Deploy>> unfinished, List<Lock> locks) {
        var names = new TreeSet<>(app.config().shownEnvironments().keySet());
        names.addAll(live.keySet());
        return names.stream()
                .filter(name -> caller.may(Right.READ, app.place(name)))
                .map(name -> cell(
                        name,
                        live.get(name),
                        unfinished.getOrDefault(new Lane(app.id(), name), List.of()),
                        locks.stream().filter(lock -> lock.scope().covers(app.id(), name))))
                .toList();
    }

    private static OverviewJson.Cell cell(
            String name, @Nullable Deploy live, List<Deploy> unfinished, Stream<Lock> locks) {
        var running = unfinished.stream()
                .filter(deploy -> deploy.state() instanceof Deploy.Running)
                .findFirst();
        return new OverviewJson.Cell(
                name,
                ReleaseJsons.releaseOrNull(live),
                ReleaseJsons.turnOrNull(running.orElse(null)),
                unfinished.size() - (running.isPresent() ? 1 : 0),
                locks.map(Lock::json).toList());
    }
}
