package dev.waybill.forge.github;

import dev.waybill.forge.Ability;
import dev.waybill.forge.Ability.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.HostileText;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Login;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a credential may do: reads are tried; writes are told by scopes or the App's permissions, if GitHub tells them. Immutable. */
final class Abilities {
    private static final String CLASSIC = "X-OAuth-Scopes";
    private static final String EXPIRY = "GitHub-Authentication-Token-Expiration";

    private final JsonClient client;
    private final String root;
    private final Login login;

    Abilities(JsonClient client, String root, Login login) {
        this.client = client;
        this.root = root;
        this.login = login;
    }

    List<Ability> all() throws InterruptedException {
        var all = new ArrayList<Ability>();
        var scopes = repository(all);
        if (all.getLast().state() != State.ALLOWED) {
            return all; // all others would say the same
        }
        all.add(read("read commit statuses", "/commits/HEAD/status?per_page=1"));
        all.add(read("read check runs", "/commits/HEAD/check-runs?per_page=1"));
        all.add(read("read deployments", "/deployments?per_page=1"));
        all.add(read("read pull requests", "/commits/HEAD/pulls?per_page=1"));
        all.add(write("create deployments", "deployments", scopes, "repo", "repo_deployment"));
        all.add(write("publish commit statuses", "statuses", scopes, "repo", "repo:status"));
        all.add(write("comment on pull requests", "pull_requests", scopes, "repo", "public_repo"));
        return all;
    }

    /** Adds what signing in gave; the scopes of a classic token, empty for other credentials. */
    private Optional<Set<String>> repository(List<Ability> all) throws InterruptedException {
        try {
            var answer = client.get(root);
            client.json(answer);
            var expiry = answer.header(EXPIRY).map(it -> "the token expires " + HostileText.line(it));
            all.add(new Ability("read the repository", State.ALLOWED, expiry.orElse(null)));
            return answer.header(CLASSIC)
                    .filter(it -> !it.isBlank())
                    .map(it -> Set.of(it.strip().split("\\s*,\\s*")));
        } catch (ForgeFailure e) {
            all.add(new Ability("read the repository", refused(e), e.getMessage()));
            return Optional.empty();
        }
    }

    /** A repository without commits has no checks to read, which refuses nothing. */
    private Ability read(String what, String path) throws InterruptedException {
        try {
            client.json(client.get(root + path));
            return new Ability(what, State.ALLOWED, null);
        } catch (ForgeFailure e) {
            return new Ability(what, e.kind() == Kind.FORBIDDEN ? State.REFUSED : State.UNKNOWN, e.getMessage());
        }
    }

    private static State refused(ForgeFailure why) {
        return why.isPassing() ? State.UNKNOWN : State.REFUSED;
    }

    private Ability write(String what, String permission, Optional<Set<String>> scopes, String... anyOf) {
        var granted = login instanceof InstallationLogin installation ? installation.permission(permission) : null;
        if (granted != null) {
            return told(
                    what,
                    granted.equals("write"),
                    "grant the App %s: write, and accept it in the installation".formatted(permission));
        }
        return scopes.map(it ->
                        told(what, Stream.of(anyOf).anyMatch(it::contains), "give the token the scope " + anyOf[0]))
                .orElse(new Ability(
                        what,
                        State.UNKNOWN,
                        "GitHub does not tell; the token needs the permission %s: write".formatted(permission)));
    }

    private static Ability told(String what, boolean isAllowed, @Nullable String advice) {
        return new Ability(what, isAllowed ? State.ALLOWED : State.REFUSED, isAllowed ? null : advice);
    }
}
