package dev.waybill.slack;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** Who the members of Slack are here, and what they may do: what a token of theirs with the name {@code slack} may. */
final class People {
    /** The name of the tokens whose permissions count. */
    static final String TOKEN = "slack";

    private static final Logger LOG = LoggerFactory.getLogger(People.class);

    private final Map<String, String> users;
    private final Access access;
    private final Workspace workspace;

    /** @param users the names of users, by the ids of members or by e-mail addresses in lower case */
    People(Map<String, String> users, Access access, Workspace workspace) {
        this.users = Map.copyOf(users);
        this.access = access;
        this.workspace = workspace;
    }

    /**
     * Somebody.
     *
     * @param wayOut why they may only look, and what to do about it; empty if they may do more
     */
    record Person(Caller caller, String wayOut) {}

    Person find(Said said) throws InterruptedException {
        var byId = Optional.ofNullable(users.get(said.member()));
        try {
            return person(said.member(), byId.isPresent() ? byId : byEmail(said.member()));
        } catch (SlackFailure e) {
            LOG.warn("it is not known who {} is: Slack {}", said.member(), e.getMessage());
            return guest(
                    "you have read-only access for now, because Slack could not be asked who you are; try again in a moment");
        }
    }

    private Person person(String member, Optional<String> name) {
        if (name.isEmpty()) {
            return guest(
                    "you have read-only access, because no user is mapped to the Slack member %s; an operator can add \"%s: NAME\" to slack.users in the server's configuration file"
                            .formatted(member, member));
        }
        return access.trusted(name.get(), TOKEN)
                .map(caller -> new Person(caller, ""))
                .orElseGet(() -> guest(
                        "you have read-only access, because %s has no valid token named \"%s\"; a user with the permission \"admin\" can create one: waybill token create %s --user %s --right deploy"
                                .formatted(name.get(), TOKEN, TOKEN, name.get())));
    }

    /** Whether somebody is answered: others of shared channels are not, unless they are named. */
    boolean isAnswered(Said said) {
        return workspace.isOurs(said.team()) || users.containsKey(said.member());
    }

    private static Person guest(String wayOut) {
        return new Person(Access.guest(), wayOut);
    }

    /** Only of members of our own workspace, who have confirmed the address. */
    private Optional<String> byEmail(String member) throws SlackFailure, InterruptedException {
        return users.keySet().stream().anyMatch(key -> key.contains("@"))
                ? email(workspace.member(member)).map(users::get)
                : Optional.empty();
    }

    private Optional<String> email(JsonNode member) {
        var isOurs = workspace.isOurs(member.path("team_id").asString(""));
        var isConfirmed = member.path("is_email_confirmed").asBoolean(false);
        var isGone = member.path("deleted").asBoolean(false)
                || member.path("is_bot").asBoolean(false)
                || member.path("is_stranger").asBoolean(false);
        var email = member.path("profile").path("email").asString("");
        return isOurs && isConfirmed && !isGone && !email.isEmpty()
                ? Optional.of(email.toLowerCase(Locale.ROOT))
                : Optional.empty();
    }
}
