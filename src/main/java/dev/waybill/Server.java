package dev.waybill;

import dev.waybill.access.Caller;
import dev.waybill.api.Api;
import dev.waybill.api.routes.Route;
import dev.waybill.apps.AppsFile;
import dev.waybill.errors.ServiceException;
import dev.waybill.spi.Time;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server. Closing it stops everything except the commands of running deploys. */
public final class Server implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Server.class);

    private final Opened opened;
    private final Foundation foundation;
    private final Engine engine;
    private final Api api;
    private final AppsFile appsFile;
    private final String url;
    private final CountDownLatch gone = new CountDownLatch(1);

    private Server(Opened opened, Start start) throws IOException, InterruptedException {
        this.opened = opened;
        this.foundation = start.foundation();
        var site = start.site(foundation);
        this.engine = opened.add(new Engine(foundation, site, Executors.newVirtualThreadPerTaskExecutor()));
        var configuration = start.configuration(foundation, site);
        var doors = new Doors(foundation, site, engine);
        this.appsFile = configuration.file();
        this.api = start.api(doors, configuration);
        this.url = site.url();
        start.open(foundation, site, doors, api, configuration, () -> {
            engine.start(gone::countDown);
            opened.add(new Tidying(start.sources(), engine, start::isSpaceShort, foundation.time()));
        });
    }

    /** Starts a server; returns when it is ready. A start that fails leaves nothing open. */
    public static Server start(Config config, Time time) throws IOException, InterruptedException {
        var opened = new Opened();
        try {
            return new Server(opened, new Start(config, time, opened));
        } catch (IOException | InterruptedException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    /** Reloads the configuration file. If it has mistakes, they are logged and nothing changes. */
    public void reload() {
        try {
            appsFile.reload();
        } catch (ServiceException e) {
            LOG.error("nothing was reloaded: {}", e.sentence());
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

    /** Its engine, for callers that do not use the network. */
    Engine engine() {
        return engine;
    }

    /** The caller of a token. */
    Caller caller(String token) {
        return foundation.access().authenticate("Key " + token);
    }

    /** Its public URL. */
    public String url() {
        return url;
    }

    /** Commands continue; the next start resumes them. */
    @Override
    public void close() {
        foundation.db().signals().close(); // wakes all waiting threads, so that they end
        opened.close();
        LOG.info("stopped; running commands continue, and are resumed at the next start");
    }
}
