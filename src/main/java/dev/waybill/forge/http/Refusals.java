package dev.waybill.forge.http;

import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.text.HostileText;
import dev.waybill.spi.Secret;
import dev.waybill.spi.Time;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** What an answer that is no success means, in words without secrets. */
final class Refusals {
    /** A commit that was not pushed to the code host, which can still happen. */
    private static final Pattern NO_COMMIT = Pattern.compile("No (commit|ref) found");

    private final Dialect dialect;
    private final Time time;

    Refusals(Dialect dialect, Time time) {
        this.dialect = dialect;
        this.time = time;
    }

    /** @param what was asked for, such as {@code "GET /repos/acme/shop"} */
    ForgeFailure of(String what, Answer answer, Manners manners, Secret token) {
        var text = new String(answer.body(), StandardCharsets.UTF_8);
        var wait = Limits.wait(answer, text, manners.limitsInARow());
        if (wait.isPresent()) {
            manners.limit(wait.get());
            return limited(wait.get());
        }
        return new ForgeFailure(kind(answer, text), sentence(what, answer, token));
    }

    /** Too many requests. */
    ForgeFailure limited(Duration wait) {
        return new ForgeFailure(
                Kind.LIMITED,
                "%s's limit of requests is exceeded; trying again in %s".formatted(dialect.host(), Manners.words(wait)),
                time.now().plus(wait));
    }

    private static Kind kind(Answer answer, String text) {
        return switch (answer.status()) {
            case 400, 413 -> Kind.INVALID;
            case 401 -> Kind.UNAUTHORIZED;
            case 403, 451 -> Kind.FORBIDDEN;
            case 301, 302, 303, 307, 308, 404, 410 -> Kind.MISSING;
            case 409, 423 -> Kind.CONFLICT;
            case 422 -> NO_COMMIT.matcher(text).find() ? Kind.MISSING : Kind.INVALID;
            default -> Kind.UNREACHABLE;
        };
    }

    private String sentence(String what, Answer answer, Secret token) {
        var reason = reason(answer, token);
        var said = reason.isEmpty()
                ? "%s answered HTTP %d to %s".formatted(dialect.host(), answer.status(), what)
                : "%s answered: %s (HTTP %d to %s)".formatted(dialect.host(), reason, answer.status(), what);
        return said + wayOut(answer, token);
    }

    private static String reason(Answer answer, Secret token) {
        var json = answer.json();
        if (json.isEmpty()) {
            return answer.body().length == 0 || answer.status() >= 500 ? "" : "not JSON";
        }
        var message = json.get().path("message").asString("");
        var errors =
                json.get().path("errors").valueStream().map(Refusals::error).filter(it -> !it.isEmpty());
        return HostileText.line(
                message.replaceFirst("\\.$", "") + errors.map(it -> ": " + it).collect(Collectors.joining()), token);
    }

    private static String error(JsonNode error) {
        if (error.path("contexts").isArray()) {
            return contexts(error.get("contexts"));
        }
        var code = error.path("field").asString("") + " " + error.path("code").asString("");
        return error.isString() ? error.asString() : error.path("message").asString(code.strip());
    }

    /** The checks that are not good, among all those that a refused deployment names. */
    private static String contexts(JsonNode contexts) {
        return contexts.valueStream()
                .filter(it -> !it.path("state").asString("").equals("success"))
                .map(it -> "%s is %s"
                        .formatted(
                                it.path("context").asString("?"),
                                it.path("state").asString("?")))
                .collect(Collectors.joining(", "));
    }

    private static String wayOut(Answer answer, Secret token) {
        return switch (answer.status()) {
            case 401 -> "; the token is wrong, expired or revoked: replace it";
            case 403 -> forbidden(answer, token);
            case 404, 410 -> "; it does not exist, or the credential cannot see it";
            case 301, 302, 303, 307, 308 ->
                "; it has moved to another place: correct api_root or the repository's name";
            default -> "";
        };
    }

    private static String forbidden(Answer answer, Secret token) {
        var sso = answer.header("X-GitHub-SSO").filter(it -> it.contains("url="));
        if (sso.isPresent()) {
            return "; authorize the token for the organization at "
                    + HostileText.line(sso.get().replaceFirst(".*url=", ""), token);
        }
        return needed(answer)
                .map(it -> "; grant the credential " + HostileText.line(it, token))
                .orElse("; the credential lacks a permission");
    }

    private static Optional<String> needed(Answer answer) {
        return answer.header("X-Accepted-GitHub-Permissions")
                .filter(it -> !it.isBlank())
                .map(it -> it.replace("; ", " or ").replace("=", ": "));
    }
}
