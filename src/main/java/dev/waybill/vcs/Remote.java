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
 * @param isAnonymous whether even git's own configuration is to open nothing
 */
public record Remote(
        RepositoryUrl url,
        @Nullable Path sshKey,
        @Nullable String username,
        @Nullable Secret password,
        HostCheck hostCheck,
        boolean isAnonymous) {
    private static final String USERNAME = "WAYBILL_GIT_USERNAME";
    private static final String PASSWORD = "WAYBILL_GIT_PASSWORD";

    /** A host that counts for long answers these; a connection that swallows bytes does not. */
    private static final String ALIVE = " -oServerAliveInterval=5 -oServerAliveCountMax=3";

    /** The file that is there once a host has refused the password. */
    public static final String REFUSED = "WAYBILL_GIT_REFUSED";

    /**
     * Answers git's question for credentials (gitcredentials(7)) from the environment, so that they are in no command line; until a
     * host has refused them, since git-lfs asks and tries for ever.
     */
    private static final String HELPER =
            "!f() { case $1 in get) test -e \"$%s\" || printf 'username=%%s\\npassword=%%s\\n' \"$%s\" \"$%s\";; erase) : > \"$%s\";; esac; }; f"
                    .formatted(REFUSED, USERNAME, PASSWORD, REFUSED);

    /** A repository that git's own configuration opens. */
    public static Remote of(RepositoryUrl url) {
        return new Remote(url, null, null, null, new HostCheck.ByUser(), false);
    }

    /** A repository that everybody may read. */
    public static Remote anonymous(RepositoryUrl url) {
        return new Remote(url, null, null, null, new HostCheck.ByUser(), true);
    }

    /** Another repository, opened by the same. */
    public Remote at(RepositoryUrl other) {
        return new Remote(other, sshKey, username, password, hostCheck, isAnonymous);
    }

    /** Whether it is opened by what is its own, and not by git's configuration. */
    public boolean hasOwnKeys() {
        return sshKey != null || username != null;
    }

    /** The same with another way to make sure of its host. */
    public Remote with(HostCheck other) {
        return new Remote(url, sshKey, username, password, other, isAnonymous);
    }

    /** Options of git: the helper answers for this repository's host alone, not for a submodule's elsewhere. */
    public List<String> options() {
        var options = new ArrayList<String>();
        if (isAnonymous) {
            options.addAll(List.of("-c", "credential.helper="));
        }
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
    public Map<String, String> variables(String ssh) {
        var variables = new HashMap<String, String>();
        if (username != null && password != null) {
            variables.put(USERNAME, username);
            variables.put(PASSWORD, password.value());
        }
        var key = isAnonymous
                ? " -oIdentitiesOnly=yes -oIdentityFile=none -oIdentityAgent=none"
                : sshKey == null ? "" : " -oIdentitiesOnly=yes -i " + quoted(sshKey.toString());
        // Nothing may prompt, and a host that nobody has accepted is not talked to.
        variables.put("GIT_SSH_COMMAND", ssh + " -oBatchMode=yes" + ALIVE + hostCheck.options() + key);
        return variables;
    }

    /** For sh, which reads the command of ssh. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
