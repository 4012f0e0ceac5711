package dev.waybill.vcs;

import dev.waybill.spi.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository with what opens it. Nulls leave that to git's own configuration.
 *
 * @param sshKey the file of a private key
 * @param username for http and https, together with the password
 * @param hostCheck for ssh
 */
public record Remote(
        RepositoryUrl url,
        @Nullable Path sshKey,
        @Nullable String username,
        @Nullable Secret password,
        HostCheck hostCheck) {
    private static final String USERNAME = "WAYBILL_GIT_USERNAME";
    private static final String PASSWORD = "WAYBILL_GIT_PASSWORD";

    /** A host that counts for long answers these; a connection that swallows bytes does not. */
    private static final String ALIVE = " -oServerAliveInterval=5 -oServerAliveCountMax=3";

    /** Answers git's question for credentials (gitcredentials(7)) from the environment, so that they are in no command line. */
    private static final String HELPER =
            "!f() { test \"$1\" = get && printf 'username=%%s\\npassword=%%s\\n' \"$%s\" \"$%s\"; }; f"
                    .formatted(USERNAME, PASSWORD);

    /** A repository that git's own configuration opens. */
    public static Remote of(RepositoryUrl url) {
        return new Remote(url, null, null, null, new HostCheck.ByUser());
    }

    /** The same with another way to make sure of its host. */
    public Remote with(HostCheck other) {
        return new Remote(url, sshKey, username, password, other);
    }

    /** Options of git: the helper answers for this repository's host alone, not for a submodule's elsewhere. */
    List<String> options() {
        var options = new ArrayList<String>();
        if (username != null && password != null) {
            url.origin().ifPresent(origin -> {
                options.addAll(List.of("-c", "credential.%s.helper=".formatted(origin)));
                options.addAll(List.of("-c", "credential.%s.helper=%s".formatted(origin, HELPER)));
            });
        }
        return options;
    }

    /**
     * Variables for git.
     *
     * @param ssh the command with which git would reach an ssh repository
     */
    Map<String, String> variables(String ssh) {
        var variables = new HashMap<String, String>();
        if (username != null && password != null) {
            variables.put(USERNAME, username);
            variables.put(PASSWORD, password.value());
        }
        var key = sshKey == null ? "" : " -oIdentitiesOnly=yes -i " + quoted(sshKey.toString());
        // Nothing may prompt, and a host that nobody has accepted is not talked to.
        variables.put("GIT_SSH_COMMAND", ssh + " -oBatchMode=yes" + ALIVE + hostCheck.options() + key);
        return variables;
    }

    /** For sh, which reads the command of ssh. */
    static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
