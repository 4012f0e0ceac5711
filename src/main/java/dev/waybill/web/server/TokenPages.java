package dev.waybill.web.server;

import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.Place;
import dev.waybill.access.Right;
import dev.waybill.access.Token;
import dev.waybill.access.Tokens;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.spi.Time;
import dev.waybill.web.frame.Action;
import dev.waybill.web.frame.Fields;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Page;
import dev.waybill.web.frame.PageGroup;
import dev.waybill.web.frame.Visit;
import io.javalin.config.RoutesConfig;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /settings/tokens}: lists, creates and revokes tokens. A new one is shown once. */
public final class TokenPages implements PageGroup {
    private static final String PATH = "/settings/tokens";

    private final Tokens tokens;
    private final Apps apps;
    private final Time time;

    public TokenPages(Tokens tokens, Apps apps, Time time) {
        this.tokens = tokens;
        this.apps = apps;
        this.time = time;
    }

    @Override
    public void pages(RoutesConfig routes, Frame frame) {
        frame.page(routes, PATH, this::list);
        frame.page(routes, PATH + "/new", visit -> form(visit.caller(), NewToken.EMPTY, Map.of()));
        frame.action(routes, PATH + "/new", this::create);
        frame.page(routes, PATH + "/{token}/revoke", this::ask);
        frame.action(routes, PATH + "/{token}/revoke", this::revoke);
    }

    /** @param locked why the caller sees none; empty if they do */
    public record Listed(List<Row> tokens, Instant now, String locked) {}

    /** @param scope the apps and environments where it is valid, in words */
    public record Row(Token token, String rights, String scope) {
        public boolean isExpired(Instant now) {
            return token.expiresAt() != null && token.expiresAt().isBefore(now);
        }
    }

    private Page list(Visit visit) {
        var locked = ServerPages.lack(visit.caller(), Right.ADMIN);
        var names = apps.all().stream().collect(Collectors.toMap(app -> app.id().value(), App::name));
        var rows = locked.isEmpty()
                ? tokens.all().stream().map(token -> row(token, names)).toList()
                : List.<Row>of();
        return Page.of(
                ServerPages.heading("Tokens", "/api/0/tokens/"),
                "server/tokens.jte",
                new Listed(rows, time.now(), locked));
    }

    private static Row row(Token token, Map<Long, String> names) {
        var grant = token.grant();
        var rights = grant.rights().stream().map(Right::word).sorted().collect(Collectors.joining(", "));
        return new Row(token, rights, "%s; %s".formatted(apps(grant.apps(), names), environments(grant)));
    }

    private static String apps(@Nullable Set<Long> ids, Map<Long, String> names) {
        return ids == null
                ? "all apps"
                : ids.stream()
                        .map(id -> names.getOrDefault(id, "a removed app"))
                        .sorted()
                        .collect(Collectors.joining(", "));
    }

    private static String environments(Grant grant) {
        return grant.environments() == null
                ? "all environments"
                : String.join(", ", new TreeSet<>(grant.environments()));
    }

    /**
     * The form.
     *
     * @param errors by field
     * @param locked why the caller can create none; empty if they can
     */
    public record Shown(NewToken typed, Map<String, String> errors, List<Right> rights, String locked) {
        public String error(String field) {
            return errors.getOrDefault(field, "");
        }
    }

    private static Page form(Caller caller, NewToken typed, Map<String, String> errors) {
        var shown = new Shown(
                typed, errors, Right.GRANTABLE.stream().sorted().toList(), ServerPages.lack(caller, Right.ADMIN));
        return Page.of(ServerPages.heading("New token", "/api/0/tokens/"), "server/new-token.jte", shown);
    }

    private Action.Result create(Visit visit, Fields fields) {
        var caller = visit.caller();
        caller.require(Right.ADMIN, Place.EVERYWHERE);
        var typed = NewToken.of(fields);
        var errors = typed.mistakes(apps);
        if (!errors.isEmpty()) {
            return new Action.Again(ServerPages.WRONG, form(caller, typed, errors));
        }
        var user = typed.user().isEmpty() ? caller.user().name() : typed.user();
        var made = tokens.create(typed.name(), user, typed.grant(apps), typed.end(time.now()), caller);
        return new Action.Again(201, Page.of(ServerPages.heading("New token", ""), "server/made-token.jte", made));
    }

    private Page ask(Visit visit) {
        visit.caller().require(Right.ADMIN, Place.EVERYWHERE);
        return Page.of(ServerPages.heading("Revoke a token", ""), "server/revoke.jte", find(visit));
    }

    private Token find(Visit visit) {
        return tokens.all().stream()
                .filter(token -> Long.toString(token.id()).equals(visit.name("token")))
                .findFirst()
                .orElseThrow(Tokens::noSuchToken);
    }

    private Action.Done revoke(Visit visit, Fields fields) {
        visit.caller().require(Right.ADMIN, Place.EVERYWHERE);
        var token = find(visit);
        tokens.revoke(token.id(), visit.caller());
        return new Action.Done(PATH, "The token %s was revoked; it stopped working at once".formatted(token.name()));
    }
}
