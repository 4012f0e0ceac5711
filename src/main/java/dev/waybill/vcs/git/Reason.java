package dev.waybill.vcs.git;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Why git could not reach a repository, according to messages of git, ssh, curl and the host; and the way out. The
 * first match counts.
 */
enum Reason {
    OTHER_HOST_KEY(
            "HOST IDENTIFICATION HAS CHANGED",
            "host key: the host presents a different key than the trusted one; if this is expected: waybill hosts trust URL"),
    NEW_HOST_KEY(
            "Host key verification failed",
            "host key: the key of the host is not trusted yet; to check and trust it: waybill hosts trust URL"),
    DISK(
            "No space left on device|Disk quota exceeded|Read-only file system",
            "disk: this server cannot store what it fetches; free some space in its data directory"),
    OWNER(
            "dubious ownership",
            "owner: the repository belongs to another user of this machine; to trust it anyway: git config --global --add safe.directory PATH"),
    OWN_FILES(
            "insufficient permission for adding|unable to create temporary file|unable to write new_?index file",
            "files: the server's user cannot write to its own copy of the repository; check who owns its data directory"),
    PROXY(
            "Could not resolve proxy|Proxy CONNECT aborted|CONNECT tunnel failed|from proxy after CONNECT|returned error: 407",
            "proxy: the proxy cannot reach the host; check http.proxy, HTTPS_PROXY and NO_PROXY of the server's user"),
    DNS(
            "Could not resolve host|Name or service not known|failure in name resolution|nodename nor servname|unable to look up"
                    + "|No address associated",
            "DNS: the name of the host cannot be resolved; check the repository's URL, and the name servers of this machine"),
    REFUSED(
            "Connection refused|Couldn't connect to server|Could not connect to server",
            "connection refused: nothing listens on that host and port, or it cannot be reached"),
    UNREACHABLE(
            "No route to host|Network is unreachable|timed out|Timeout was reached|Operation too slow",
            "network: the host does not respond; check firewalls and routes"),
    CERTIFICATE(
            "SSL certificate|certificate verification failed|certificate is not trusted|local issuer|self.signed certificate"
                    + "|no alternative certificate subject",
            "certificate: the host's certificate is not trusted; give git its CA: http.sslCAInfo"),
    NOT_FOUND(
            "repository not exported|does not appear to be a git repository|not valid: is this a git repository|repository .*not found|returned error: 404"
                    + "|could not be found|Could not find repository|repository .*does not exist|no such (repository|project)",
            "not found: the repository does not exist, or these credentials may not see it; check its URL and credentials"),
    NO_PASSWORD(
            "could not read (Username|Password)",
            "authentication failed: the host requires a username and a password; set credentials in the app's configuration"),
    AUTHENTICATION(
            "Authentication failed|Permission denied|returned error: 40[13]|access denied|invalid (username|credentials)"
                    + "|authentication (failures|required)|not authorized|Load key|UNPROTECTED PRIVATE KEY",
            "authentication failed: the host rejected the credentials; check ssh_key or credentials of the app, or the keys of the"
                    + " server's user"),
    PROGRAM(
            "cannot run |command not found|: not found|unable to find remote helper|not a git command",
            "program: a program that git needs is not installed here"),
    BUSY("returned error: 429|Too Many Requests", "host: it received too many requests"),
    HOST("returned error: 5[0-9][0-9]|Internal Server Error", "host: it reported an internal error"),
    BROKEN(
            "early EOF|Connection reset|Connection closed|hung up unexpectedly|RPC failed|kex_exchange_identification"
                    + "|unexpected disconnect|Broken pipe|Empty reply|Could not read from remote repository",
            "connection: it was cut off, or could not be established");

    /** A full disk of the host, not of this server. */
    private static final Pattern OF_THE_HOST = Pattern.compile("(?m)^remote: .*(No space left|quota|Read-only).*$");

    private final Pattern words;
    private final String sentence;

    Reason(String words, String sentence) {
        this.words = Pattern.compile("(?i)" + words);
        this.sentence = sentence;
    }

    /** The message: a word for the kind, a colon, and an explanation. */
    String sentence() {
        return sentence;
    }

    /** @param output of git */
    static Optional<Reason> of(String output) {
        var own = OF_THE_HOST.matcher(output).replaceAll("");
        return Arrays.stream(values())
                .filter(reason -> reason.words.matcher(own).find())
                .findFirst();
    }
}
