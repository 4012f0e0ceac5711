package dev.waybill;

import dev.waybill.access.Access;
import dev.waybill.access.Caller;
import dev.waybill.access.LocalServer;
import dev.waybill.api.Api;
import dev.waybill.api.Route;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsFile;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.ConfigFile;
import dev.waybill.apps.config.ServerSettings;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Nodes;
import dev.waybill.deploys.Parts;
import dev.waybill.errors.ServiceException;
import dev.waybill.events.Events;
import dev.waybill.events.Feed;
import dev.waybill.gates.Locks;
import dev.waybill.hosts.Hosts;
import dev.waybill.http.Health;
import dev.waybill.http.HttpServer;
import dev.waybill.http.Peers;
import dev.waybill.http.Terms;
import dev.waybill.insights.Meters;
import dev.waybill.insights.Metrics;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.runs.LinuxMachine;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Git;
import dev.waybill.vcs.Mirrors;
import dev.waybill.web.Web;
import dev.waybill.workspaces.Disk;
import dev.waybill.workspaces.GitSources;
import dev.waybill.workspaces.Workspaces;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: every part, and what each needs. Closing it stops everything but the commands of running deploys. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Opened opened;
    private final Db db;
    private final AppsFile appsFile;
    private final Access access;
    private final Deploys deploys;
    private final Api api;
    private final String url;
    private final CountDownLatch gone;

    private Server(
            Opened opened,
            Db db,
            AppsFile appsFile,
            Access access,
            Deploys deploys,
            Api api,
            String url,
            CountDownLatch gone) {
        this.opened = opened;
        this.db = db;
        this.appsFile = appsFile;
        this.access = access;
        this.deploys = deploys;
        this.api = api;
        this.url = url;
        this.gone = gone;
    }

    /** Starts a server; returns when it is ready. A start that fails leaves nothing open. */
    public static Server start(Config config, Time time) throws IOException, InterruptedException {
        var opened = new Opened();
        try {
            return start(config, time, opened);
        } catch (IOException | InterruptedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private static Server start(Config config, Time time, Opened opened) throws IOException, InterruptedException {
        var providers = new Providers();
        var reader = new AppReader(providers.byName());
        var settings = config.with(settingsInFile(config, reader));
        var port = settings.port() == 0 ? freePort() : settings.port();
        var url = settings.urlAt(port);

        var data = opened.add(DataDirectory.open(config.dataDirectory()));
        System.getProperties()
                .putIfAbsent("org.sqlite.tmpdir", data.fresh("native").toString());
        var meters = opened.add(new Meters());
        var disk = opened.add(Disk.open(config.dataDirectory(), settings.minFree(), time));
        meters.disk(disk::free, () -> disk.shortage().isPresent());
        var db = opened.add(Db.open(config.databaseOrEmbedded(), time, meters.database(), disk::release));
        var nodeId = Nodes.idIn(data.file("node-id"), db);

        var git = Git.open(data.fresh("git-output"));
        var mirrors = opened.add(new Mirrors(git, data.directory("mirrors"), meters.fetches()));
        var sources = new GitSources(mirrors, new Workspaces(git, data.directory("workspaces"), data.homes()), disk);
        var runs = new Runs(opened.add(new LinuxMachine(data.file("runs"))), time);

        var events = new Events(time, meters.deploys());
        var access = new Access(db, events, time);
        access.admit(data.file("admin-token"), nodeId);
        var apps = new Apps(db, events, time, AppsLimit.ofMemory());
        var files = new ServerFiles(config.dataDirectory(), settings.secretDirectories());
        var limit = new InputLimit(settings.maxInput());
        var appsFile = new AppsFile(config.configFile(), config.repositories(), reader, files, limit, apps);
        var hosts = new Hosts(db, git, events, data.file("known-hosts"), time);
        var locks = new Locks(events, access, Deploys.waiters(), settings.longestLock(), time);
        var logs = new Logs(db, time, settings.maxLog(), meters.logBytes());
        var node = Nodes.register(
                db, nodeId, config.nodeNameOrHost(), Machine.id(), config.moved(), settings.maxRunning(), time);
        var nodes =
                new Nodes(db, node, events, logs, time, () -> disk.shortage().map(Disk.Shortage::sentence));
        var gone = new CountDownLatch(1);
        var deploys = opened.add(new Deploys(new Parts(
                db,
                events,
                access,
                apps,
                files,
                hosts,
                locks,
                sources,
                runs,
                logs,
                providers,
                node,
                nodes,
                time,
                Executors::newVirtualThreadPerTaskExecutor,
                url,
                gone::countDown)));

        var metrics = opened.add(new Metrics(meters, deploys, nodes, node, time));
        var health = new Health(db, metrics, () -> disk.shortage().map(Disk.Shortage::sentence));
        var api = new Api(
                db,
                access,
                apps,
                appsFile,
                reader,
                files,
                limit,
                locks,
                mirrors,
                providers,
                deploys,
                logs,
                hosts,
                nodes,
                new Feed(db),
                time,
                url);
        var peers = new Peers(config.trustedProxies());
        var web = new Web(apps, deploys, nodes, logs, access.sessions(), peers, time, url);
        if (config.configFile() != null) {
            appsFile.reload();
        }
        data.closeToOthers();
        var terms = new Terms(config.quotas().limits(), peers, meters.refusals());
        opened.add(HttpServer.start(settings.host(), port, terms, List.of(health::routes, api::routes, web::routes)));
        opened.add(LocalServer.note(data.file(LocalServer.FILE), settings.host(), port));
        deploys.start();
        opened.add(new Tidying(sources, deploys, time));
        health.ready();
        LOG.info("ready at {}, data in {}", settings.placeAt(port), config.dataDirectory());
        return new Server(opened, db, appsFile, access, deploys, api, url, gone);
    }

    private static ServerSettings settingsInFile(Config config, AppReader reader) throws IOException {
        return config.configFile() == null
                ? ServerSettings.NONE
                : ConfigFile.read(config.configFile(), config.repositories(), reader)
                        .server();
    }

    /** Reads the configuration file again. What is wrong with it is said in the server's log, and changes nothing. */
    public void reload() {
        try {
            appsFile.reload();
        } catch (ServiceException e) {
            LOG.error("nothing was reloaded: {}", e.sentence());
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Blocks until this server was declared gone by another one, and so has nothing left to do. */
    void awaitGone() throws InterruptedException {
        gone.await();
    }

    /** The routes of its API. */
    List<Route> routes() {
        return api.table();
    }

    /** Its deploys, for doors that are not on the network. */
    Deploys deploys() {
        return deploys;
    }

    /** Whose a token is. */
    Caller caller(String token) {
        return access.authenticate("Key " + token);
    }

    /** Where it is reached. */
    public String url() {
        return url;
    }

    /** Commands go on; the next start follows them again. */
    @Override
    public void close() {
        db.signals().close(); // whoever waits for something ends
        opened.close();
        LOG.info("stopped; commands that run go on, and are followed again at the next start");
    }
}
