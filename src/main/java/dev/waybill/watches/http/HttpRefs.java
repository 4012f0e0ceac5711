package dev.waybill.watches.http;

import dev.waybill.network.Clients;
import dev.waybill.network.WrongVariable;
import dev.waybill.spi.Time;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.refs.RemoteRefs;
import dev.waybill.watches.RefSource;
import dev.waybill.watches.Wish;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks repositories that are reached over HTTP on connections that stay open, which costs a small part of what git costs. Whenever
 * anything is out of the ordinary, git is asked instead, and says what is wrong: git decides what a repository is.
 */
public final class HttpRefs implements RefSource, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpRefs.class);

    /** For so long git is asked after something was out of the ordinary. */
    private static final Duration BY_GIT = Duration.ofMinutes(10);

    private static final Duration TO_CONNECT = Duration.ofSeconds(10);

    private final GitSettings settings;
    private final RefSource byGit;
    private final Time time;

    /** Until when git is asked for a repository, by its URL. */
    private final Map<String, Duration> unusual = new ConcurrentHashMap<>();

    private Map<String, String> variables = Map.of();
    private @Nullable Host host;

    /**
     * @param outside a directory that is no repository
     * @param byGit asks with git
     */
    public HttpRefs(Git git, Path outside, RefSource byGit, Time time) {
        this(new GitSettings(git, outside, time, System.getenv()), byGit, time);
    }

    HttpRefs(GitSettings settings, RefSource byGit, Time time) {
        this.settings = settings;
        this.byGit = byGit;
        this.time = time;
    }

    @Override
    public RemoteRefs refs(Remote remote, Wish wish) throws IOException, InterruptedException {
        var refs = asked(remote, it -> it.refs(remote, wish));
        return refs.isPresent() ? refs.get() : byGit.refs(remote, wish);
    }

    @Override
    public Optional<RemoteRefs> changed(Remote remote, Wish wish, String known)
            throws IOException, InterruptedException {
        var refs = asked(remote, it -> it.changed(remote, wish, known));
        return refs.isPresent() ? refs.get() : byGit.changed(remote, wish, known);
    }

    private interface Asking<T> {
        T ask(Host asked) throws IOException, WrongVariable, InterruptedException;
    }

    /** Empty if git must be asked. */
    private <T> Optional<T> asked(Remote remote, Asking<T> asking) throws InterruptedException {
        if (Host.canAsk(remote) && !isUnusual(remote)) {
            var usual = settings.variables();
            if (usual.isPresent()) {
                try {
                    return Optional.of(asking.ask(host(usual.get())));
                } catch (IOException | WrongVariable e) {
                    unusual.put(remote.url().text(), time.sinceBoot().plus(BY_GIT));
                    LOG.debug("repository={} is asked with git: {}", remote.url(), e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean isCheap(RepositoryUrl url) {
        return settings.areUsual() && Host.isReachedByHttp(url) && !unusual.containsKey(url.text());
    }

    private boolean isUnusual(Remote remote) {
        var until = unusual.get(remote.url().text());
        if (until == null) {
            return false;
        }
        return until.compareTo(time.sinceBoot()) > 0
                || !unusual.remove(remote.url().text(), until);
    }

    /** Connections are kept as long as the settings are the same. */
    private synchronized Host host(Map<String, String> wanted) {
        if (host == null || !wanted.equals(variables)) {
            close();
            variables = wanted;
            host = new Host(new Clients(wanted, TO_CONNECT));
        }
        return Objects.requireNonNull(host);
    }

    @Override
    public synchronized void close() {
        if (host != null) {
            host.close();
        }
    }
}
