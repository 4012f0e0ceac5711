package dev.waybill.api.access;

import dev.waybill.access.Caller;
import dev.waybill.access.Grant;
import dev.waybill.access.Right;
import dev.waybill.access.Token;
import dev.waybill.access.Tokens;
import dev.waybill.api.input.Input;
import dev.waybill.api.routes.Numbers;
import dev.waybill.api.routes.Page;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.App;
import dev.waybill.apps.Apps;
import dev.waybill.apps.config.AppReader;
import dev.waybill.http.Answers;
import dev.waybill.wire.DeployJson;
import dev.waybill.wire.Times;
import dev.waybill.wire.TokenJson;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** {@code /tokens/}. */
public final class TokenRoutes implements RouteGroup {
    private static final String RIGHTS =
            "must be a list of " + Right.GRANTABLE.stream().map(Right::word).collect(Collectors.joining(", "));

    /** The size of one in a list, without the names of apps and environments. */
    private static final long TOKEN_BYTES = 1024;

    private static final long NAME_BYTES = 70;
    private static final int MOST_NAMES = 200;

    private final Tokens tokens;
    private final Apps apps;
    private final String url;

    public TokenRoutes(Tokens tokens, Apps apps, String url) {
        this.tokens = tokens;
        this.apps = apps;
        this.url = url;
    }

    @Override
    public String noun() {
        return "tokens";
    }

    @Override
    public void rows(Routes routes) {
        routes.everywhere("GET", "/tokens?limit&cursor", Right.ADMIN, this::list)
                .everywhere("POST", "/tokens", Right.ADMIN, this::create)
                .everywhere("DELETE", "/tokens/{token}", Right.ADMIN, this::revoke);
    }

    void list(Context ctx, Caller caller) {
        var names = names();
        var shown = Page.onward(ctx, url, tokens.all(), Token::id, TokenRoutes::weight);
        Answers.json(ctx, 200, shown.stream().map(token -> json(token, names)).toList());
    }

    void create(Context ctx, Caller caller) throws IOException {
        var input = Input.of(ctx);
        var name = input.required("name");
        var user = input.textOrNull("user");
        var grant = new Grant(rights(input), appIds(input), environments(input), null);
        var expires = input.time("expires");
        if (name.length() > 200 || name.chars().anyMatch(Character::isISOControl)) {
            input.mistake("name", "must be 1 to 200 characters, without control characters");
        }
        input.check();
        var made = tokens.create(name, user == null ? caller.user().name() : user, grant, expires, caller);
        Answers.json(ctx, 201, json(made.token(), names()).made(made.secret().value()));
    }

    void revoke(Context ctx, Caller caller) {
        var id = Numbers.idOr(ctx.pathParam("token"), Tokens::noSuchToken);
        tokens.revoke(id, caller);
        Answers.json(ctx, 200, Map.of("id", Long.toString(id)));
    }

    private static Set<Right> rights(Input input) {
        var words = input.words("rights");
        var rights = new HashSet<Right>();
        for (var word : words == null ? List.<String>of() : words) {
            Right.find(word).ifPresentOrElse(rights::add, () -> input.mistake("rights", RIGHTS));
        }
        if (rights.isEmpty()) {
            input.mistake("rights", RIGHTS);
        }
        return rights;
    }

    private static long weight(Token token) {
        var apps = token.grant().apps();
        var environments = token.grant().environments();
        return TOKEN_BYTES
                + NAME_BYTES * ((apps == null ? 0 : apps.size()) + (environments == null ? 0 : environments.size()));
    }

    /** At most the maximum; more are a mistake. */
    private static @Nullable List<String> names(Input input, String key) {
        var names = input.words(key);
        if (names == null || names.size() <= MOST_NAMES) {
            return names;
        }
        input.mistake(key, "has %d entries; at most %d are allowed".formatted(names.size(), MOST_NAMES));
        return List.of();
    }

    private @Nullable Set<Long> appIds(Input input) {
        var names = names(input, "apps");
        if (names == null) {
            return null;
        }
        var ids = new HashSet<Long>();
        for (var name : names) {
            apps.find(name)
                    .ifPresentOrElse(
                            app -> ids.add(app.id().value()),
                            () -> input.mistake("apps", "no app is named \"%s\"".formatted(name)));
        }
        return ids;
    }

    private static @Nullable Set<String> environments(Input input) {
        var names = names(input, "environments");
        if (names == null) {
            return null;
        }
        if (!names.stream().allMatch(AppReader::isName)) {
            input.mistake("environments", "must be names of environments");
        }
        return new HashSet<>(names);
    }

    private Map<Long, String> names() {
        return apps.all().stream().collect(Collectors.toMap(app -> app.id().value(), App::name));
    }

    private static TokenJson json(Token token, Map<Long, String> names) {
        var grant = token.grant();
        return new TokenJson(
                Long.toString(token.id()),
                token.name(),
                new DeployJson.UserJson(
                        token.user().id().toString(),
                        token.user().name(),
                        Times.text(token.user().createdAt())),
                grant.rights().stream().map(Right::word).sorted().toList(),
                grant.apps() == null
                        ? null
                        : grant.apps().stream()
                                .filter(names::containsKey) // others were deleted
                                .map(names::get)
                                .sorted()
                                .toList(),
                grant.environments() == null ? null : List.copyOf(new TreeSet<>(grant.environments())),
                Times.text(token.createdAt()),
                Times.textOrNull(token.expiresAt()),
                Times.textOrNull(token.lastUsedAt()));
    }
}
