package dev.waybill;

import dev.waybill.access.Access;
import dev.waybill.api.Api;
import dev.waybill.apps.Apps;
import dev.waybill.apps.ConfigFile;
import dev.waybill.deploys.Deploys;
import dev.waybill.deploys.Node;
import dev.waybill.deploys.Parts;
import dev.waybill.events.Events;
import dev.waybill.gates.Locks;
import dev.waybill.http.Health;
import dev.waybill.http.HttpServer;
import dev.waybill.logs.Logs;
import dev.waybill.providers.Providers;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.Git;
import dev.waybill.vcs.Mirrors;
import dev.waybill.web.Web;
import dev.waybill.workspaces.Workspaces;
import java.io.IOException;
import java.net.ServerSocket;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server: every part, and what each needs. Closing it stops everything but the commands of running deploys. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final DataDirectory data;
    private final Db db;
    private final Runs runs;
    private final Deploys deploys;
    private final HttpServer http;
    private final String url;

    private Server(DataDirectory data, Db db, Runs runs, Deploys deploys, HttpServer http, String url) {
        this.data = data;
        this.db = db;
        this.runs = runs;
        this.deploys = deploys;
        this.http = http;
        this.url = url;
    }

    /** Starts a server; returns when it is ready. */
    public static Server start(Config config, Time time) throws IOException {
        var data = DataDirectory.open(config.dataDirectory());
        var db = Db.open(config.databaseOrEmbedded());
        var port = config.port() == 0 ? freePort() : config.port();
        var url = config.urlAt(port);

        var access = new Access(db, time);
        access.admit(data.file("admin-token"));

        var git = new Git(data.file("git-output"));
        var mirrors = new Mirrors(git, data.file("mirrors"));
        var workspaces = new Workspaces(git, data.file("workspaces"));
        var runs = new Runs(data.file("runs"), time);

        var events = new Events(time);
        var providers = new Providers();
        var apps = new Apps(db, events, providers.all(), time);
        var locks = new Locks(events, time);
        var logs = new Logs(db, time);
        var node = Node.register(db, data.file("node-id"), config.maxRunning(), time);
        var deploys = new Deploys(
                new Parts(db, events, access, apps, mirrors, workspaces, runs, logs, providers, node, time, url));

        var health = new Health(db);
        var api = new Api(db, access, apps, locks, mirrors, providers, deploys, logs, url);
        var web = new Web(apps, deploys, logs, time, url);
        if (config.configFile() != null) {
            apps.apply(ConfigFile.read(config.configFile(), config.repositories()));
        }
        var http = HttpServer.start(config.host(), port, List.of(health::routes, api::routes, web::routes));
        deploys.start();
        health.ready();
        LOG.info("ready at {}, data in {}", url, config.dataDirectory());
        return new Server(data, db, runs, deploys, http, url);
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Where it is reached. */
    public String url() {
        return url;
    }

    /** Commands go on; the next start follows them again. */
    @Override
    public void close() throws IOException {
        db.signals().close();
        http.close();
        deploys.close();
        runs.close();
        db.close();
        data.close();
        LOG.info("stopped; commands that run go on, and are followed again at the next start");
    }
}
