package dev.waybill.web.queue;

import dev.waybill.access.Caller;
import dev.waybill.access.Right;
import dev.waybill.deploys.Deploy;
import dev.waybill.deploys.DeployStore;
import dev.waybill.deploys.Lane;
import dev.waybill.lanes.Outlook;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Heading;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Section;
import dev.waybill.web.frame.Visit;
import dev.waybill.web.shown.DeployRow;
import dev.waybill.web.shown.DeployRows;
import io.javalin.config.RoutesConfig;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The page with what runs, what waits, and what each waits for. */
public final class QueuePages implements PageGroup {
    /** More would make the page unusable. */
    private static final int MOST = 200;

    private static final String API = "/api/0/deploys/?status=pending&status=in_progress";

    private final DeployStore deploys;
    private final DeployRows rows;
    private final Outlook outlook;
    private final String url;

    /** @param url the server's public URL, for the commands that the page shows */
    public QueuePages(DeployStore deploys, DeployRows rows, Outlook outlook, String url) {
        this.deploys = deploys;
        this.rows = rows;
        this.outlook = outlook;
        this.url = url;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.live(routes, "/queue", this::show);
    }

    private Page show(Visit visit) {
        var page = page(visit.caller(), Queue.Filter.of(visit.query("of").orElse("")));
        return Page.of(new Heading(page.title(), Section.QUEUE, API), "queue/queue.jte", page);
    }

    private Queue page(Caller caller, Queue.Filter filter) {
        var readable = deploys.unfinished().stream()
                .filter(deploy -> caller.may(Right.READ, deploy.place()))
                .toList();
        var known = new HashMap<Lane, Optional<Duration>>();
        var entries = rows.all(readable.stream().limit(MOST).toList()).stream()
                .map(row -> entry(row, caller, known))
                .toList();
        return new Queue(entries, filter, readable.size() - entries.size(), rows.now(), url);
    }

    private Entry entry(DeployRow row, Caller caller, Map<Lane, Optional<Duration>> known) {
        var deploy = row.deploy();
        var usual = row.isRunning()
                ? Optional.ofNullable(row.usual())
                : known.computeIfAbsent(deploy.lane(), outlook::usualDuration);
        return new Entry(row, Strip.of(row, usual.orElse(null)), caller, lack(caller, deploy));
    }

    private static String lack(Caller caller, Deploy deploy) {
        return caller.may(Right.DEPLOY, deploy.place()) ? "" : caller.lack(Right.DEPLOY, deploy.place());
    }
}
