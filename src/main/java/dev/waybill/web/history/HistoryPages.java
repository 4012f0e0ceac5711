package dev.waybill.web.history;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployRow;
import dev.waybill.web.shown.DeployRows;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** All deploys that have ended, newest first, with filters; also as CSV. */
public final class HistoryPages implements PageGroup {
    private static final int SHOWN = 50;
    private static final int AT_ONCE = 200;

    private final DeployStore deploys;
    private final Apps apps;
    private final DeployRows rows;
    private final String url;

    /** @param url the server's public URL, for the links of the CSV and the commands that the page shows */
    public HistoryPages(DeployStore deploys, Apps apps, DeployRows rows, String url) {
        this.deploys = deploys;
        this.apps = apps;
        this.rows = rows;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, "/history", this::show);
        frame.read(routes, "/history.csv", this::csv);
    }

    private Page show(Visit visit) {
        var facets = Facets.of(visit::query);
        var found = new Search(deploys, visit.caller().grant()).page(facets, facets.before(), SHOWN);
        var page = new History(
                facets, rows.all(found.deploys()), found.next(), appNames(visit), environments(visit.caller()), url);
        return Page.of(new Heading("History", Section.HISTORY, facets.api()), "history/history.jte", page);
    }

    private List<App> readable(Caller caller) {
        return apps.all().stream()
                .filter(app -> caller.may(Right.READ, app.place()))
                .toList();
    }

    private List<String> appNames(Visit visit) {
        return readable(visit.caller()).stream().map(App::name).toList();
    }

    private List<String> environments(Caller caller) {
        var names = new TreeSet<String>();
        readable(caller)
                .forEach(app -> names.addAll(app.config().shownEnvironments().keySet()));
        return List.copyOf(names);
    }

    /** Writes while it reads, because nobody knows how long the history is. */
    private void csv(Context ctx, Caller caller) throws IOException {
        var facets = Facets.of(Facets.first(ctx.queryParamMap()));
        ctx.res().setHeader("Content-Type", "text/csv; charset=utf-8");
        ctx.res().setHeader("Content-Disposition", "attachment; filename=\"history.csv\"");
        if (ctx.method().name().equals("HEAD")) {
            return;
        }
        var search = new Search(deploys, caller.grant());
        try (Writer out = new OutputStreamWriter(ctx.res().getOutputStream(), StandardCharsets.UTF_8)) {
            out.write(Csv.HEADER);
            @Nullable Long before = facets.before();
            do {
                var found = search.page(facets, before, AT_ONCE);
                for (var deploy : found.deploys()) {
                    out.write(line(deploy));
                }
                before = found.next();
            } while (before != null);
        }
    }

    private String line(Deploy deploy) {
        return Csv.line(new DeployRow(deploy, null, null, rows.now()), url);
    }
}
