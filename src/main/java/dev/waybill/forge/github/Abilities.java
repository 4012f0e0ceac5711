package dev.waybill.forge.github;

import dev.waybill.forge.Ability;
import dev.waybill.forge.Ability.Need;
import dev.waybill.forge.Ability.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import dev.waybill.forge.http.Login;
import dev.waybill.forge.text.HostileText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What a credential may do: reads are tried; writes are told by scopes or the App's permissions, if GitHub tells them. Immutable. */
final class Abilities {
    private static final String CLASSIC = "X-OAuth-Scopes";
    private static final String EXPIRY = "GitHub-Authentication-Token-Expiration";

    /** Of the year 9999. */
    private static final long LAST_SECOND = 253_402_300_799L;

    private final JsonClient client;
    private final String root;
    private final Login login;

    Abilities(JsonClient client, String root, Login login) {
        this.client = client;
        this.root = root;
        this.login = login;
    }

    /** @param mayWrite whether the user may write to the repository */
    private record Classic(Set<String> scopes, boolean mayWrite) {}

    List<Ability> all() throws InterruptedException {
        var all = new ArrayList<Ability>();
        var classic = repository(all);
        if (all.getLast().state() != State.ALLOWED) {
            return all; // all others would say the same
        }
        limit().ifPresent(all::add);
        all.add(read("read commit statuses", "/commits/HEAD/status?per_page=1"));
        all.addAll(checkRuns());
        all.add(read("read deployments", "/deployments?per_page=1"));
        all.add(read("read pull requests", "/commits/HEAD/pulls?per_page=1").needed(Need.FOR_COMMENTS));
        all.add(write("create deployments", "deployments", classic, "repo", "repo_deployment"));
        all.add(write("publish commit statuses", "statuses", classic, "repo", "repo:status")
                .needed(Need.FOR_COMMIT_STATUS));
        all.add(write("comment on pull requests", "pull_requests", classic, "repo", "public_repo")
                .needed(Need.FOR_COMMENTS));
        return all;
    }

    /** Fine-grained tokens cannot read check runs; for named ones, the jobs of Actions do instead. */
    private List<Ability> checkRuns() throws InterruptedException {
        var runs = read("read check runs", "/commits/HEAD/check-runs?per_page=1");
        if (runs.state() != State.REFUSED) {
            return List.of(runs);
        }
        var jobs = read("read jobs of Actions", "/actions/runs?per_page=1");
        return List.of(jobs.state() == State.ALLOWED ? runs.needed(Need.FOR_ALL_CHECKS) : runs, jobs);
    }

    /** Adds what signing in gave; empty unless the credential is a classic token. */
    private Optional<Classic> repository(List<Ability> all) throws InterruptedException {
        try {
            var answer = client.get(root);
            var mayWrite = client.json(answer).path("permissions").path("push").asBoolean(true);
            var expiry = answer.header(EXPIRY).map(it -> "the token expires " + HostileText.line(it));
            all.add(new Ability("read the repository", State.ALLOWED, expiry.orElse(null)));
            return answer.header(CLASSIC)
                    .filter(it -> !it.isBlank())
                    .map(it -> new Classic(Set.of(it.strip().split("\\s*,\\s*")), mayWrite));
        } catch (ForgeFailure e) {
            all.add(new Ability("read the repository", refused(e), e.getMessage()));
            return Optional.empty();
        }
    }

    /** How many requests are left; Enterprise servers often have no limit. */
    private Optional<Ability> limit() throws InterruptedException {
        try {
            var core = client.json(client.get("/rate_limit")).path("resources").path("core");
            var left = core.path("remaining").asLong(0);
            var words = "%d of %d requests are left until %s"
                    .formatted(
                            left,
                            core.path("limit").asLong(0),
                            Instant.ofEpochSecond(Math.clamp(core.path("reset").asLong(0), 0, LAST_SECOND)));
            return Optional.of(new Ability("send requests", left > 0 ? State.ALLOWED : State.REFUSED, words));
        } catch (ForgeFailure e) {
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

    private Ability write(String what, String permission, Optional<Classic> classic, String... anyOf) {
        var granted = login instanceof InstallationLogin installation ? installation.permission(permission) : null;
        if (granted != null) {
            var advice = "grant the App %s: write, and accept it in the installation".formatted(permission);
            return told(what, granted.equals("write"), advice);
        }
        if (classic.isEmpty()) {
            var advice = "GitHub does not tell; the token needs the permission %s: write".formatted(permission);
            return new Ability(what, State.UNKNOWN, advice);
        }
        return classic.get().mayWrite()
                ? told(what, hasAny(classic.get(), anyOf), "give the token the scope " + anyOf[0])
                : told(what, false, "give the token's user write access to the repository");
    }

    private static boolean hasAny(Classic classic, String... scopes) {
        return Stream.of(scopes).anyMatch(classic.scopes()::contains);
    }

    private static Ability told(String what, boolean isAllowed, String advice) {
        return new Ability(what, isAllowed ? State.ALLOWED : State.REFUSED, isAllowed ? null : advice);
    }
}
