package dev.waybill.forge.gitea;

import dev.waybill.forge.Ability;
import dev.waybill.forge.Ability.Need;
import dev.waybill.forge.Ability.State;
import dev.waybill.forge.ForgeFailure;
import dev.waybill.forge.ForgeFailure.Kind;
import dev.waybill.forge.http.JsonClient;
import java.util.List;

/** What a token may do: the scopes of tokens are told nowhere, the rights of their users are. Immutable. */
record GiteaAbilities(JsonClient client, String root) {
    List<Ability> all() throws InterruptedException {
        try {
            var rights = client.json(client.get(root)).path("permissions");
            var isWriter = rights.path("push").asBoolean(false);
            return List.of(
                    new Ability("read the repository", State.ALLOWED, null),
                    statuses(),
                    new Ability(
                            "publish commit statuses",
                            isWriter ? State.UNKNOWN : State.REFUSED,
                            isWriter
                                    ? "Gitea does not tell; the token needs the scope write:repository"
                                    : "give the token's user write access to the repository",
                            Need.FOR_COMMIT_STATUS),
                    new Ability(
                            "comment on pull requests",
                            State.UNKNOWN,
                            "Gitea does not tell; the token needs the scope write:issue",
                            Need.FOR_COMMENTS));
        } catch (ForgeFailure e) {
            return List.of(
                    new Ability("read the repository", e.isPassing() ? State.UNKNOWN : State.REFUSED, e.getMessage()));
        }
    }

    private Ability statuses() throws InterruptedException {
        try {
            client.json(client.get(root + "/commits/HEAD/statuses?limit=1"));
            return new Ability("read commit statuses", State.ALLOWED, null);
        } catch (ForgeFailure e) {
            return new Ability(
                    "read commit statuses", e.kind() == Kind.FORBIDDEN ? State.REFUSED : State.UNKNOWN, e.getMessage());
        }
    }
}
