package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.text.HostileText;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The JSON API of one code host, used with one credential. A method either returns a success, complete and as JSON, or fails.
 * Follows redirects within the code host, so that no other server gets the credential. Thread-safe; blocks.
 */
public final class JsonClient {
    private static final int MOST_TRIES = 3;

    private final Http http;
    private final URI root;
    private final Dialect dialect;
    private final Login login;
    private final Refusals refusals;

    /**
     * @param root of the API, without a slash at its end
     * @throws IllegalArgumentException with a sentence if it is no such URL
     */
    public JsonClient(Http http, URI root, Dialect dialect, Login login) {
        if (!root.toString().matches("(?i)https?://[^/@?#]+(/[^@?#]*)?") || root.getHost() == null) {
            throw new IllegalArgumentException(
                    "the root of %s's API must be a URL such as https://code.example.com/api, without user and query"
                            .formatted(dialect.host()));
        }
        this.http = http;
        this.root = root;
        this.dialect = dialect;
        this.login = login;
        this.refusals = new Refusals(dialect, http.time());
    }

    public Time time() {
        return http.time();
    }

    /** The same API at another place of the same code host. */
    public JsonClient at(URI otherRoot) {
        return new JsonClient(http, otherRoot, dialect, login);
    }

    /** The same API with another credential. */
    public JsonClient as(Login other) {
        return new JsonClient(http, root, dialect, other);
    }

    /** @param path below the root, with its query */
    public Answer get(String path) throws ForgeFailure, InterruptedException {
        return send("GET", resolved(path), null, false);
    }

    /** Sends a change once. */
    public Answer post(String path, Map<String, ?> body) throws ForgeFailure, InterruptedException {
        return send("POST", resolved(path), JsonMapper.shared().writeValueAsString(body), true);
    }

    /** Sends a question that does not fit into a URL. Unlike changes, such requests may follow each other closely. */
    public Answer query(String path, Map<String, ?> body) throws ForgeFailure, InterruptedException {
        return send("POST", resolved(path), JsonMapper.shared().writeValueAsString(body), false);
    }

    /** The body of an answer. */
    public JsonNode json(Answer answer) throws ForgeFailure {
        var isPage = answer.header("Content-Type").orElse("").contains("html");
        return answer.json().orElseThrow(() -> strange(answer, isPage ? "is a page instead of JSON" : "is not JSON"));
    }

    /**
     * Whole lists, page by page.
     *
     * @param mostPages beyond this the list fails: it must never look as if it were complete
     */
    public List<JsonNode> pages(String path, PageItems items, int mostPages) throws ForgeFailure, InterruptedException {
        var all = new ArrayList<JsonNode>();
        var seen = new HashSet<URI>();
        var at = resolved(path);
        while (true) {
            var answer = send("GET", at, null, false);
            var list = items.of(json(answer));
            if (!list.isArray()) {
                throw strange(answer, "contains no list");
            }
            list.forEach(all::add);
            if (answer.next().isEmpty()) {
                return complete(all, answer);
            }
            at = next(answer);
            if (!seen.add(at) || seen.size() >= mostPages) {
                throw new ForgeFailure(
                        Kind.INVALID,
                        "%s has more than %d pages of %s, so not all of it was read"
                                .formatted(dialect.host(), mostPages, path.replaceFirst("\\?.*", "")));
            }
        }
    }

    private List<JsonNode> complete(List<JsonNode> all, Answer last) throws ForgeFailure {
        var total = last.header("X-Total-Count").orElse("");
        if (total.matches("[0-9]{1,9}") && all.size() < Integer.parseInt(total)) {
            throw strange(last, "ends a list after %d of %s entries".formatted(all.size(), total));
        }
        return all;
    }

    private URI next(Answer answer) throws ForgeFailure {
        try {
            var next = answer.uri().resolve(answer.next());
            if (Request.origin(next).equals(Request.origin(root))) {
                return next;
            }
        } catch (IllegalArgumentException e) {
            // not a URI: refused below
        }
        throw strange(answer, "has a next page at another server");
    }

    /** An answer that is none, whatever its status says. */
    public ForgeFailure strange(Answer answer, String why) {
        return new ForgeFailure(
                Kind.UNREACHABLE,
                "the answer of %s to %s %s; HTTP %d"
                        .formatted(dialect.host(), answer.uri().getPath(), why, answer.status()));
    }

    /** A success that says that there were too many requests, as with GraphQL; none is sent until the limit has passed. */
    public ForgeFailure limited(Answer answer) throws ForgeFailure, InterruptedException {
        var wait = Limits.wait(answer);
        http.manners(answer.uri(), login.token()).limit(wait);
        return refusals.limited(wait);
    }

    private URI resolved(String path) {
        return URI.create(root + path);
    }

    private Answer send(String method, URI uri, @Nullable String body, boolean isChange)
            throws ForgeFailure, InterruptedException {
        var headers = new HashMap<>(dialect.headers());
        if (body != null) {
            headers.put("Content-Type", "application/json");
        }
        var request = new Request(method, uri, headers, body, isChange);
        for (var tries = 1; ; tries++) {
            var token = login.token();
            var answer = masked(request, token);
            if (answer.status() != 401 || tries == MOST_TRIES || !login.isRenewed(token, answer.date())) {
                return checked(request, answer, token);
            }
        }
    }

    private Answer masked(Request request, Secret token) throws ForgeFailure, InterruptedException {
        try {
            return new Redirects(http).send(request, dialect.scheme() + " " + token.value(), token);
        } catch (ForgeFailure e) {
            throw new ForgeFailure(
                    e.kind(),
                    HostileText.masked(String.valueOf(e.getMessage()), token),
                    e.retryAt().orElse(null));
        }
    }

    private Answer checked(Request request, Answer answer, Secret token) throws ForgeFailure {
        var manners = http.manners(request.uri(), token);
        Limits.quota(answer, time().now()).ifPresent(manners::note);
        if (!answer.isSuccess() || request.isRead() && answer.status() != 200) {
            throw refusals.of(request.method() + " " + request.uri().getPath(), answer, manners, token);
        }
        manners.succeeded();
        return answer;
    }
}
