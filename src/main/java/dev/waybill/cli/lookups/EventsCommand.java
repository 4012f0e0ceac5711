package dev.waybill.cli.lookups;

import dev.waybill.cli.Amount;
import dev.waybill.cli.Verb;
import dev.waybill.cli.client.Api;
import dev.waybill.cli.client.CallFailed;
import dev.waybill.cli.client.Query;
import dev.waybill.cli.terminal.Clean;
import dev.waybill.cli.terminal.Moments;
import dev.waybill.cli.terminal.Table;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/** {@code waybill events}. */
@Command(
        name = "events",
        description = "Lists events, newest first; with -f, follows new ones.",
        mixinStandardHelpOptions = true)
public final class EventsCommand extends Verb {
    private static final int PAGE = 100;

    @Option(
            names = {"-f", "--follow"},
            description = "Follow new events, from now on or after --after")
    private boolean follow;

    @Option(names = "--app", paramLabel = "APP", description = "Only events of this app")
    private @Nullable String app;

    @Option(names = "--env", paramLabel = "ENV", description = "Only events of this environment")
    private @Nullable String environment;

    @Option(names = "--kind", paramLabel = "KIND", description = "Only events of this kind, such as deploy.started")
    private @Nullable String kind;

    @Option(
            names = "--after",
            paramLabel = "SEQ",
            description = "Only events after the one with this number; all of those, unless --limit is given")
    private @Nullable Long after;

    @Option(names = "--limit", paramLabel = "N", description = "Maximum number to list (default: 25)")
    private @Nullable Integer limit;

    @Option(names = "--all", description = "List all of them")
    private boolean all;

    @Option(
            names = "--patience",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description =
                    "With -f: how long to keep retrying while the server cannot be reached (default: ${DEFAULT-VALUE})")
    private int patience;

    @Override
    protected void run(Api api) throws CallFailed, InterruptedException {
        var amount = Amount.of(limit, all);
        if (follow) {
            if (limit != null || all) {
                throw new CallFailed(CallFailed.USAGE, "use -f, or --limit or --all, not both");
            }
            var from = after == null ? newest(api) : after;
            new EventFeed(api, query(), this::say, patience)
                    .follow(from, event -> print(event, row(event).toString()));
            return;
        }
        var events = after == null
                ? amount.of(api, query())
                : newestAfter(api, after, limit == null ? Integer.MAX_VALUE : limit);
        printTable(events, List.of("event", "date", "kind", "of", "by", "data"), EventsCommand::cells);
        if (events.isEmpty()) {
            say("No matching events.");
        }
    }

    private Query query() {
        return new Query("/events/").with("app", app).with("env", environment).with("kind", kind);
    }

    /** The newest event, so that none is missed before the feed is connected. */
    static long newest(Api api) throws CallFailed, InterruptedException {
        return id(api.get("/events/?limit=1").path(0));
    }

    private ArrayNode newestAfter(Api api, long first, int most) throws CallFailed, InterruptedException {
        var found = JsonMapper.shared().createArrayNode();
        for (JsonNode page = page(api, null); !page.isEmpty(); page = page(api, id(page.path(page.size() - 1)))) {
            page.valueStream()
                    .filter(event -> id(event) > first)
                    .limit(most - found.size())
                    .forEach(found::add);
            if (found.size() == most || page.size() < PAGE || id(page.path(page.size() - 1)) <= first) {
                break;
            }
        }
        return found;
    }

    private JsonNode page(Api api, @Nullable Long cursor) throws CallFailed, InterruptedException {
        return api.get(query().with("limit", PAGE).with("cursor", cursor).toString());
    }

    private static long id(JsonNode event) {
        return event.path("id").asLong(0);
    }

    private static Table row(JsonNode event) {
        return new Table().row(cells(event));
    }

    private static String[] cells(JsonNode event) {
        var data = event.path("data");
        return new String[] {
            Clean.cell(event.path("id")),
            Moments.local(event.path("date")),
            Clean.cell(event.path("kind")),
            subject(event),
            Clean.cell(event.path("user").path("name")),
            data.isEmpty() ? "" : Clean.line(data.toString())
        };
    }

    /** Such as {@code shop/production#42}, {@code shop/production} or {@code shop}. */
    private static String subject(JsonNode event) {
        var deploy = event.path("deploy").path("name");
        var app = Clean.cell(event.path("app").path("name"));
        var environment = event.path("environment");
        if (deploy.isString()) {
            return Clean.cell(deploy);
        }
        return environment.isString() ? "%s/%s".formatted(app, Clean.cell(environment)) : app;
    }
}
