package dev.waybill;

import dev.waybill.access.Access;
import dev.waybill.access.LocalServer;
import dev.waybill.api.Api;
import dev.waybill.api.openapi.OpenApi;
import dev.waybill.apps.Apps;
import dev.waybill.apps.AppsFile;
import dev.waybill.apps.AppsLimit;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.ServerFiles;
import dev.waybill.apps.config.AppReader;
import dev.waybill.apps.config.ConfigFile;
import dev.waybill.apps.config.Plugins;
import dev.waybill.apps.config.ServerSettings;
import dev.waybill.apps.config.SmtpSettings;
import dev.waybill.checks.CheckFacts;
import dev.waybill.checks.Checks;
import dev.waybill.checks.Requirements;
import dev.waybill.deliveries.Courier;
import dev.waybill.deploys.DeployStore;
import dev.waybill.events.Events;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.Forges;
import dev.waybill.forge.SecretMask;
import dev.waybill.forge.config.ConfiguredForges;
import dev.waybill.forge.config.WebhookSenders;
import dev.waybill.forge.http.Http;
import dev.waybill.forge.http.Timing;
import dev.waybill.hosts.Hosts;
import dev.waybill.http.Health;
import dev.waybill.http.HttpServer;
import dev.waybill.http.Peers;
import dev.waybill.http.Terms;
import dev.waybill.insights.Meters;
import dev.waybill.insights.Metrics;
import dev.waybill.locks.Locks;
import dev.waybill.logs.Logs;
import dev.waybill.nodes.Nodes;
import dev.waybill.notifiers.Notifiers;
import dev.waybill.notify.Subscriptions;
import dev.waybill.origins.Origins;
import dev.waybill.providers.Providers;
import dev.waybill.providers.plugins.PluginDirectory;
import dev.waybill.receivers.Receivers;
import dev.waybill.registrations.DeploymentCourier;
import dev.waybill.registrations.Registrar;
import dev.waybill.repositories.AppSecrets;
import dev.waybill.repositories.SecretValues;
import dev.waybill.runs.LinuxMachine;
import dev.waybill.runs.Runs;
import dev.waybill.spi.Notifier;
import dev.waybill.spi.Time;
import dev.waybill.store.Db;
import dev.waybill.vcs.git.Git;
import dev.waybill.vcs.mirrors.Mirrors;
import dev.waybill.watches.GitRefs;
import dev.waybill.watches.http.HttpRefs;
import dev.waybill.workspaces.Caches;
import dev.waybill.workspaces.Disk;
import dev.waybill.workspaces.GitSources;
import dev.waybill.workspaces.Workspaces;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The start of a server, step by step. The server closes what this opens. */
final class Start {
    private static final Logger LOG = LoggerFactory.getLogger(Start.class);

    /** The directory for those of the commands of notifiers. */
    private static final String NOTIFIER_COMMANDS = "notifier-commands";

    private final Config config;
    private final Config.Effective settings;
    private final Time time;
    private final Opened opened;
    private final Providers providers;
    private final Http http;
    private final List<ForgeKind> codeHosts;
    private final Receivers receivers;
    private final List<Notifier> notifiers;
    private final AppReader reader;
    private ServerSettings inFile = ServerSettings.NONE; // while the file is read
    private final int port;
    private final String url;
    private final DataDirectory data;
    private final Meters meters;
    private final Disk disk;
    private final Git git;
    private final Mirrors mirrors;
    private final GitSources sources;

    /** Opens what is on this machine. */
    Start(Config config, Time time, Opened opened) throws IOException, InterruptedException {
        this.config = config;
        this.time = time;
        this.opened = opened;
        this.http = opened.add(new Http(time, OpenApi.version(), System.getenv(), Timing.USUAL));
        this.codeHosts = ForgeKinds.all(http);
        this.receivers = opened.add(new Receivers(System.getenv(), this::allowsPrivateTargets, OpenApi.version()));
        this.notifiers = Notifiers.all(
                receivers,
                config.dataDirectory().resolve(NOTIFIER_COMMANDS),
                new ConfiguredMail(this::smtp, this::serverFiles),
                this::isAnswered);
        var plugins = opened.add(PluginDirectory.open(
                config.dataDirectory().resolve(DataDirectory.PLUGINS),
                PluginDirectory.PATIENCE,
                Providers.all(receivers, time)));
        this.providers = new Providers(plugins.providers());
        this.reader = new AppReader(
                new Plugins(plugins.providers(), Checks.all(codeHosts), notifiers, codeHosts), !plugins.isComplete());
        this.inFile = settingsInFile();
        this.settings = config.with(inFile);
        Listening.requireAddress(settings.host());
        this.port = settings.port() == 0 ? Listening.freePort() : settings.port();
        this.url = settings.urlAt(port);
        this.data = opened.add(DataDirectory.open(config.dataDirectory()));
        System.getProperties()
                .putIfAbsent("org.sqlite.tmpdir", data.fresh("native").toString());
        data.fresh(NOTIFIER_COMMANDS);
        this.meters = opened.add(new Meters());
        this.disk = opened.add(Disk.open(config.dataDirectory(), settings.minFree(), time));
        meters.disk(disk::free, this::isSpaceShort);
        this.git = Git.open(data.fresh("git-output"));
        this.mirrors = opened.add(new Mirrors(git, data.directory("mirrors"), meters.fetches()));
        this.sources = new GitSources(mirrors, new Workspaces(git, data.directory("workspaces"), data.homes()), disk);
    }

    private ServerSettings settingsInFile() throws IOException {
        return config.configFile() == null
                ? ServerSettings.NONE
                : ConfigFile.read(config.configFile(), config.repositories(), reader)
                        .server();
    }

    private @Nullable SmtpSettings smtp() {
        return inFile.smtp();
    }

    private ServerFiles serverFiles() {
        return new ServerFiles(config.dataDirectory(), settings.secretDirectories());
    }

    /** Whether people can press the buttons of a bot in a channel. */
    private boolean isAnswered(String token, String channel) {
        var slack = inFile.slack();
        try {
            return slack != null
                    && (slack.channels().isEmpty() || slack.channels().contains(channel))
                    && new SecretValues(serverFiles(), () -> true)
                            .read("slack.token", slack.token())
                            .value()
                            .strip()
                            .equals(token);
        } catch (IOException e) {
            LOG.debug("the token of Slack cannot be read", e);
            return false;
        }
    }

    private boolean allowsPrivateTargets() {
        return Boolean.TRUE.equals(inFile.allowPrivateTargets());
    }

    GitSources sources() {
        return sources;
    }

    /** Opens the store. */
    Foundation foundation() throws IOException {
        var db = opened.add(Db.open(config.databaseOrEmbedded(), time, meters.database(), disk::release));
        var events = new Events(time, meters.deploys());
        var access = new Access(db, events, time);
        return new Foundation(
                db,
                time,
                events,
                access,
                new Apps(db, events, time, AppsLimit.ofMemory()),
                new Logs(db, time, settings.maxLog(), meters.logBytes()),
                new Hosts(db, git, events, data.file("known-hosts"), time),
                new Locks(events, access, settings.longestLock(), time));
    }

    /** Registers this server as a node, and opens what it runs and reaches. */
    Site site(Foundation foundation) throws IOException {
        var db = foundation.db();
        var id = Nodes.idIn(data.file("node-id"), db);
        foundation.access().admit(data.file("admin-token"), id);
        var runs = new Runs(opened.add(new LinuxMachine(data.file("runs"))), time);
        var files = serverFiles();
        var node = Nodes.register(
                db, id, config.nodeNameOrHost(), Machine.id(), config.moved(), settings.maxRunning(), time);
        var nodes = new Nodes(db, node, foundation.events(), foundation.logs(), time, this::shortage);
        var forges = new ConfiguredForges(foundation.apps(), files, codeHosts, inFile.codeHosts(), http::quotas);
        var origins = opened.add(new Origins(db, time, forges, Executors.newVirtualThreadPerTaskExecutor()));
        var checks = Checks.all(codeHosts, forges, data.fresh("check-commands"));
        return new Site(
                node,
                nodes,
                sources,
                new Caches(data.file("caches"), data.homes()),
                this::shortage,
                runs,
                files,
                providers,
                checks,
                couriers(
                        foundation,
                        forges,
                        new Requirements(checks, forges::isConfigured),
                        new AppSecrets(foundation.apps(), files)),
                new Site.Notifiers(notifiers, new Subscriptions(inFile.notifiers())),
                forges,
                origins,
                Watching::refs,
                opened.add(refs()),
                url);
    }

    private HttpRefs refs() throws IOException {
        var outside = data.fresh("git-settings");
        return new HttpRefs(git, outside, new GitRefs(git, outside), time);
    }

    private List<Courier> couriers(
            Foundation foundation, Forges forges, Requirements requirements, AppSecrets secrets) {
        var db = foundation.db();
        var mask = new SecretMask(foundation.apps(), secrets);
        var registrar = new Registrar(db, new CheckFacts(foundation.apps(), requirements), time, mask, url);
        return List.of(new DeploymentCourier(foundation.apps(), new DeployStore(db), forges, registrar));
    }

    boolean isSpaceShort() {
        return disk.shortage().isPresent();
    }

    private Optional<String> shortage() {
        return disk.shortage().map(Disk.Shortage::sentence);
    }

    Doors.Configuration configuration(Foundation foundation, Site site) {
        var limit = new InputLimit(settings.maxInput());
        var file = new AppsFile(
                config.configFile(), config.repositories(), reader, site.files(), limit, foundation.apps());
        return new Doors.Configuration(file, reader, limit);
    }

    Api api(Doors doors, Doors.Configuration configuration) {
        return doors.api(configuration, mirrors);
    }

    /** Reads the apps, opens the doors, and begins to deploy. */
    void open(
            Foundation foundation, Site site, Doors doors, Api api, Doors.Configuration configuration, Runnable engine)
            throws IOException, InterruptedException {
        var metrics = opened.add(new Metrics(meters, foundation.db(), site.nodes(), site.node(), time));
        var health = new Health(foundation.db(), metrics, this::shortage);
        var peers = new Peers(config.trustedProxies());
        var web = doors.web(peers, configuration);
        var senders = new WebhookSenders(foundation.apps(), site.files(), inFile.codeHosts());
        var webhooks = doors.webhooks(codeHosts, senders);
        if (config.configFile() != null) {
            configuration.file().reload();
        }
        data.closeToOthers();
        var terms = new Terms(config.quotas().limits(), peers, meters.refusals());
        opened.add(HttpServer.start(
                settings.host(), port, terms, List.of(health::routes, api::routes, webhooks::routes, web::routes)));
        opened.add(LocalServer.note(data.file(LocalServer.FILE), settings.host(), port));
        engine.run();
        answerSlack(foundation, doors);
        health.ready();
        LOG.info("ready at {}, data in {}", settings.placeAt(port), config.dataDirectory());
    }

    private void answerSlack(Foundation foundation, Doors doors) {
        var slack = inFile.slack();
        if (slack != null) {
            var secrets = new SecretValues(serverFiles(), () -> true);
            var means = new Chatting.Means(slack, secrets, receivers, System.getenv());
            opened.add(Chatting.start(means, foundation, doors, meters));
        }
    }
}
