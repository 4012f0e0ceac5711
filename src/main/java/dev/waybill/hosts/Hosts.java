package dev.waybill.hosts;

import dev.waybill.access.User;
import dev.waybill.errors.Conflict;
import dev.waybill.errors.Invalid;
import dev.waybill.errors.NotFound;
import dev.waybill.events.Event;
import dev.waybill.events.Events;
import dev.waybill.events.HostEvent;
import dev.waybill.events.Subject;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.HostCheck;
import dev.waybill.vcs.HostKey;
import dev.waybill.vcs.Remote;
import dev.waybill.vcs.RepositoryUrl;
import dev.waybill.vcs.git.Git;
import dev.waybill.workspaces.Directories;
import dev.waybill.workspaces.SmallFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The SSH hosts that users have explicitly trusted, with their keys. Such a host is only contacted if it presents that key; for
 * other hosts, the known_hosts of the server's user apply. Thread-safe.
 */
public final class Hosts {
    /** Signalled when a host was trusted or forgotten. */
    public static final String TOPIC = "hosts";

    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Db db;
    private final Git git;
    private final Events events;
    private final Path directory;
    private final Time time;

    /** @param directory for the files that ssh reads; created if missing */
    public Hosts(Db db, Git git, Events events, Path directory, Time time) throws IOException {
        this.db = db;
        this.git = git;
        this.events = events;
        this.directory = Directories.makePrivate(directory);
        this.time = time;
    }

    /** All trusted hosts, by name. */
    public List<TrustedHost> all() {
        return db.read(HostStore::all);
    }

    /** The keys of all trusted hosts, as the contents of a known_hosts file. */
    public String knownHosts() {
        return all().stream().map(host -> host.key().line() + "\n").collect(Collectors.joining());
    }

    /** The trusted host of this repository; empty if it is not trusted. */
    public Optional<TrustedHost> find(RepositoryUrl url) {
        return db.read(handle -> HostStore.find(handle, host(url)));
    }

    /**
     * Reads the key of a repository's host, connecting like git, without trusting it. Blocks for at most 20 s.
     *
     * @throws Conflict if it does not respond
     */
    public HostKey look(RepositoryUrl url) throws IOException, InterruptedException {
        host(url);
        var noted = Files.createTempFile(directory, "look", ".new");
        try {
            var remote = Remote.of(url).with(new HostCheck.Noting(noted));
            var done = git.reaching(remote).run(directory, LONGEST, "ls-remote", "--quiet", "--", url.text(), "HEAD");
            return Files.readString(noted, StandardCharsets.UTF_8)
                    .lines()
                    .flatMap(line -> HostKey.parse(line).stream())
                    .findFirst()
                    .orElseThrow(() -> new Conflict(
                            "host_unreachable",
                            "the host of %s presented no key: %s".formatted(url, Git.complaint(done))));
        } finally {
            Files.deleteIfExists(noted);
        }
    }

    /**
     * Trusts the key that the host of a repository presents now, instead of any earlier one.
     *
     * @param fingerprint the fingerprint of the expected key
     * @throws Conflict if the host presents another key, or does not respond
     */
    public TrustedHost trust(RepositoryUrl url, String fingerprint, User by) throws IOException, InterruptedException {
        var key = look(url);
        if (!key.fingerprint().equals(fingerprint)) {
            throw new Conflict(
                    "host_key_differs",
                    "%s shows the key %s, not %s; nothing was trusted"
                            .formatted(host(url), key.fingerprint(), fingerprint));
        }
        return db.write(tx -> {
            HostStore.put(tx, host(url), key, by.id(), time.now());
            events.append(tx, event(HostEvent.Change.TRUSTED, host(url), by, key.fingerprint()));
            tx.signal(TOPIC);
            return HostStore.find(tx.handle(), host(url)).orElseThrow();
        });
    }

    /** @throws NotFound if it is not trusted */
    public void forget(String host, User by) {
        db.write(tx -> {
            if (!HostStore.delete(tx, host)) {
                throw new NotFound("invalid_resource", "%s is not a trusted host".formatted(host));
            }
            events.append(tx, event(HostEvent.Change.FORGOTTEN, host, by, ""));
            tx.signal(TOPIC);
            return host;
        });
    }

    /** The repository, with the check of its host's key. */
    public Remote checked(Remote remote) throws IOException {
        var trusted = remote.url().sshHost().flatMap(host -> db.read(handle -> HostStore.find(handle, host)));
        return trusted.isPresent() ? remote.with(new HostCheck.Pinned(file(trusted.get()))) : remote;
    }

    /**
     * The known_hosts file for ssh, rewritten if it does not contain that key, because another server may have changed the
     * trusted keys.
     */
    private Path file(TrustedHost trusted) throws IOException {
        var name = HexFormat.of().formatHex(trusted.host().getBytes(StandardCharsets.UTF_8));
        var file = directory.resolve(name);
        var text = trusted.key().line() + "\n";
        if (!Files.exists(file) || !Files.readString(file).equals(text)) {
            SmallFile.put(file, text);
        }
        return file;
    }

    private static String host(RepositoryUrl url) {
        return url.sshHost()
                .orElseThrow(() -> new Invalid(
                        "invalid_field", "url: %s does not use SSH, so its host has no key to trust".formatted(url)));
    }

    private static Event event(HostEvent.Change change, String host, User by, String fingerprint) {
        return new Event(new HostEvent(change, host, fingerprint), Subject.SERVER, by.named());
    }
}
