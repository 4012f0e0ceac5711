package dev.waybill.forge.fake;

import dev.waybill.forge.fake.Faults.Answered;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Plays GitHub with one repository, as its documentation says. Every request is held to its OpenAPI document, and {@link #close}
 * fails if one was against it. Every commit is known until {@link #forget} is called. Thread-safe.
 */
public final class FakeGitHub implements AutoCloseable {
    /** The repository, until it is renamed. */
    public static final String REPOSITORY = "acme/shop";

    /** A token that is accepted until it is revoked. */
    public static final String TOKEN = "ghp_0123456789abcdefghijklmnopqrstuvwxyz";

    /** The id of the App that is installed in the repository. */
    public static final String APP_ID = "12";

    /** Everything about a deployment, with its states from the oldest to the newest. */
    public record Deployment(
            long id,
            String sha,
            String ref,
            String task,
            String environment,
            String description,
            JsonNode payload,
            boolean isTransient,
            boolean isProduction,
            String creator,
            String createdAt,
            List<DeploymentState> states) {
        Deployment with(DeploymentState state) {
            var more = new ArrayList<>(states);
            more.add(state);
            return new Deployment(
                    id,
                    sha,
                    ref,
                    task,
                    environment,
                    description,
                    payload,
                    isTransient,
                    isProduction,
                    creator,
                    createdAt,
                    List.copyOf(more));
        }
    }

    public record DeploymentState(String state, String description, String logUrl, String environmentUrl) {}

    /** @param commits the shas of its commits, also of the one that merged it */
    public record PullRequest(
            int number,
            String title,
            @Nullable String author,
            boolean isMerged,
            List<String> labels,
            List<String> commits) {}

    /** A commit status that was published by a client. */
    public record Published(
            String sha,
            String context,
            String state,
            @Nullable String description,
            String link) {}

    private final GitHubChecks checks = new GitHubChecks();
    private final GitHubDeployments deployments = new GitHubDeployments(checks);
    private final GitHubPulls pulls = new GitHubPulls();
    private final GitHubAccess access = new GitHubAccess(TOKEN);
    private final GitHubRoutes routes = new GitHubRoutes(checks, deployments, pulls, access);
    private final FakeServer server = FakeServer.start(call -> routes.answer(call));

    private FakeGitHub() {}

    public static FakeGitHub start() {
        var started = new FakeGitHub();
        started.routes.serveAt(started.server);
        return started;
    }

    /** Where its API is: what {@code api_root} is set to. */
    public String url() {
        return server.url();
    }

    /** Adds a commit status. @param state error, failure, pending or success */
    public void status(String sha, String context, String state, @Nullable String description) {
        checks.add(new GitHubChecks.Status(sha, context, state, description, "https://ci.example.com/status"));
    }

    /** Adds a check run of Actions, or replaces the one with its name. @param conclusion null unless it is completed */
    public void checkRun(String sha, String name, String status, @Nullable String conclusion) {
        checkRun(sha, name, "github-actions", status, conclusion);
    }

    /** Adds a check run of an App. Two Apps may use the same name. */
    public void checkRun(String sha, String name, String app, String status, @Nullable String conclusion) {
        checks.add(new GitHubChecks.Run(sha, name, app, status, conclusion));
    }

    /** Adds a completed, successful check run. */
    public void green(String sha, String name) {
        checkRun(sha, name, "completed", "success");
    }

    /** Says who wrote a commit. @param login the user name at GitHub */
    public void author(String sha, String login) {
        pulls.author(sha, login);
    }

    public void pullRequest(PullRequest pull) {
        pulls.add(pull);
    }

    /** The texts of the comments of a pull request, the oldest first. */
    public List<String> comments(int pullRequest) {
        return pulls.comments(pullRequest);
    }

    /** Adds a comment as if a person had written it. */
    public void comment(int pullRequest, String text) {
        pulls.comment(pullRequest, text);
    }

    /** All deployments, the oldest first. */
    public List<Deployment> deployments() {
        return deployments.all();
    }

    /**
     * Creates a deployment as somebody else, and returns its number.
     *
     * @param fields as GitHub shows them, such as {@code sha}, {@code ref}, {@code environment}
     */
    public long deployment(String creator, Map<String, ?> fields) {
        return deployments.add(creator, JsonMapper.shared().valueToTree(fields));
    }

    /** Reports a state of a deployment as somebody else. */
    public void report(long deployment, String state) {
        deployments.report(Long.toString(deployment), JsonMapper.shared().valueToTree(Map.of("state", state)));
    }

    public void deleteDeployment(long deployment) {
        deployments.delete(deployment);
    }

    /** The commit statuses of a commit, those that were published by clients and those of {@link #status}, the oldest first. */
    public List<Published> published(String sha) {
        return checks.all(sha).stream()
                .map(it -> new Published(it.sha(), it.context(), it.state(), it.description(), it.link()))
                .toList();
    }

    /** From now on there is no such commit. */
    public void forget(String sha) {
        routes.forget(sha);
    }

    /** Gives the repository another name; requests for the old one are redirected. */
    public void rename(String name) {
        routes.rename(name);
    }

    /** Deletes the repository, or makes it private without access for the token; both look the same. */
    public void hide() {
        routes.hide();
    }

    /** Accepts another token. */
    public void accept(String token) {
        access.accept(token);
    }

    /** Refuses a token from now on. */
    public void revoke(String token) {
        access.revoke(token);
    }

    /** Takes a permission such as {@code checks=read} from all credentials. */
    public void withhold(String permission) {
        access.withhold(permission);
    }

    /** Gives a permission back. */
    public void grant(String permission) {
        access.grant(permission);
    }

    /** Lets tokens be classic ones, whose scopes stand in a header. */
    public void scopes(String scopes) {
        access.scopes(scopes);
    }

    /** The private key of the App, as GitHub hands it out (PKCS#1). */
    public String privateKey() {
        return access.pkcs1();
    }

    /** The same key in the other usual format. */
    public String privateKeyInPkcs8() {
        return access.pkcs8();
    }

    public void uninstall() {
        access.install(false, false);
    }

    public void suspend() {
        access.install(true, true);
    }

    /** Installs the App again, or ends its suspension. */
    public void install() {
        access.install(true, false);
    }

    /** Refuses all installation tokens that were issued so far, as if they had ended. */
    public void expireInstallationTokens() {
        access.revokeInstallationTokens();
    }

    /** How many installation tokens were issued. */
    public int installationTokens() {
        return access.issued();
    }

    /**
     * Answers the next requests with something else; nothing is done for them.
     *
     * @param request a regular expression that is searched for in something like {@code "GET /repos/acme/shop?page=2"}
     */
    public void fail(String request, int status, Map<String, String> headers, String body, int times) {
        server.faults().add(request, new Answered(new Reply(status, headers, body)), times);
    }

    /** Never answers the next requests; nothing is done for them. */
    public void hang(String request, int times) {
        server.faults().add(request, new Faults.Hanging(), times);
    }

    /** Carries out the next requests, and ends their connections in the middle of the answers. */
    public void cut(String request, int times) {
        server.faults().add(request, new Faults.Cut(), times);
    }

    /** Carries out the next requests, and ends their connections without an answer. */
    public void lose(String request, int times) {
        server.faults().add(request, new Faults.Lost(), times);
    }

    /** Ends all faults. */
    public void mend() {
        server.faults().clear();
    }

    /** All requests so far, the oldest first. */
    public List<Call> requests() {
        return server.calls();
    }

    /** Those that match a regular expression like that of {@link #fail}. */
    public List<Call> requests(String request) {
        var pattern = java.util.regex.Pattern.compile(request);
        return requests().stream()
                .filter(call -> pattern.matcher(call.toString()).find())
                .toList();
    }

    /** The statuses of all answers so far, in the order in which they were sent; negative for those that were lost. */
    public List<Integer> answers() {
        return server.statuses();
    }

    /** Stops, and fails if a request was against GitHub's OpenAPI document. */
    @Override
    public void close() {
        server.close();
    }
}
