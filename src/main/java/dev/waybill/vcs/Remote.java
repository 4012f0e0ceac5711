package dev.waybill.vcs;

import dev.waybill.spi.Secret;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A repository and its credentials. Where a value is null, git's own configuration applies.
 *
 * @param sshKey path of a private key
 * @param username for HTTP and HTTPS, together with the password
 * @param hostCheck for SSH
 * @param isAnonymous whether to use no credentials, not even those of git's own configuration
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

    /** Hosts that are busy respond to these keep-alives; dead connections do not. */
    private static final String ALIVE = " -oServerAliveInterval=5 -oServerAliveCountMax=3";

    /** Exists once the host has rejected the password. */
    public static final String REFUSED = "WAYBILL_GIT_REFUSED";

    /**
     * A credential helper, gitcredentials(7), that reads the environment, so that credentials appear in no command
     * line. It stops responding once the host has rejected them, because git-lfs would retry forever.
     */
    private static final String HELPER =
            "!f() { case $1 in get) test -e \"$%s\" || printf 'username=%%s\\npassword=%%s\\n' \"$%s\" \"$%s\";; erase) : > \"$%s\";; esac; }; f"
                    .formatted(REFUSED, USERNAME, PASSWORD, REFUSED);

    /** A repository that uses the credentials of git's own configuration. */
    public static Remote of(RepositoryUrl url) {
        return new Remote(url, null, null, null, new HostCheck.ByUser(), false);
    }

    /** A repository that needs no credentials. */
    public static Remote anonymous(RepositoryUrl url) {
        return new Remote(url, null, null, null, new HostCheck.ByUser(), true);
    }

    /** Another repository with the same credentials. */
    public Remote at(RepositoryUrl other) {
        return new Remote(other, sshKey, username, password, hostCheck, isAnonymous);
    }

    /** Whether it has credentials of its own, rather than those of git's configuration. */
    public boolean hasOwnKeys() {
        return sshKey != null || username != null;
    }

    /** The same with another host check. */
    public Remote with(HostCheck other) {
        return new Remote(url, sshKey, username, password, other, isAnonymous);
    }

    /**
     * Options for git. The credential helper is limited to this repository's host, so submodules elsewhere do not get
     * the credentials.
     */
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
     * Environment variables for git.
     *
     * @param ssh the command that git uses for SSH
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
        // ssh must not prompt, and must not connect to hosts whose keys are not trusted.
        variables.put("GIT_SSH_COMMAND", ssh + " -oBatchMode=yes" + ALIVE + hostCheck.options() + key);
        return variables;
    }

    /** Quotes a word for sh, which parses the ssh command. */
    public static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
