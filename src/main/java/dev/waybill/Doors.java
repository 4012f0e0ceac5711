package dev.waybill;

import dev.waybill.api.Api;
import dev.waybill.api.OldRoutes;
import dev.waybill.api.access.LoginLinkRoutes;
import dev.waybill.api.access.TokenRoutes;
import dev.waybill.api.apps.AppFields;
import dev.waybill.api.apps.AppJsons;
import dev.waybill.api.apps.AppRoutes;
import dev.waybill.api.apps.ConfigRoutes;
import dev.waybill.api.automation.AutomationRoutes;
import dev.waybill.api.chat.ChatRoutes;
import dev.waybill.api.deliveries.DeliveryRoutes;
import dev.waybill.api.deliveries.RegistrationRoutes;
import dev.waybill.api.deploys.ArtifactRoutes;
import dev.waybill.api.deploys.DeployAnswers;
import dev.waybill.api.deploys.DeployChangeRoutes;
import dev.waybill.api.deploys.DeployJsons;
import dev.waybill.api.deploys.DeployRoutes;
import dev.waybill.api.deploys.DriverRoutes;
import dev.waybill.api.deploys.RecordRoutes;
import dev.waybill.api.deploys.ScriptRoutes;
import dev.waybill.api.forge.ForgeRoutes;
import dev.waybill.api.locks.LockInput;
import dev.waybill.api.locks.LockRoutes;
import dev.waybill.api.logs.LineRoutes;
import dev.waybill.api.logs.LogRoutes;
import dev.waybill.api.lookups.ChangeRoutes;
import dev.waybill.api.lookups.CheckRoutes;
import dev.waybill.api.lookups.CommitRoutes;
import dev.waybill.api.lookups.EnvironmentRoutes;
import dev.waybill.api.lookups.EventRoutes;
import dev.waybill.api.lookups.OverviewRoutes;
import dev.waybill.api.lookups.Watched;
import dev.waybill.api.nodes.HostRoutes;
import dev.waybill.api.nodes.NodeRoutes;
import dev.waybill.api.nodes.WorkspaceRoutes;
import dev.waybill.api.notifiers.NotifierRoutes;
import dev.waybill.api.routes.RouteGroup;
import dev.waybill.api.routes.Routes;
import dev.waybill.apps.AppsFile;
import dev.waybill.apps.InputLimit;
import dev.waybill.apps.ServerReferences;
import dev.waybill.apps.config.AppReader;
import dev.waybill.chat.Chat;
import dev.waybill.deliveries.Deliveries;
import dev.waybill.deploys.AppRemoval;
import dev.waybill.events.Feed;
import dev.waybill.forge.ForgeKind;
import dev.waybill.forge.config.WebhookSenders;
import dev.waybill.http.Peers;
import dev.waybill.http.WebhookRoutes;
import dev.waybill.http.lines.LineStream;
import dev.waybill.registrations.Registrations;
import dev.waybill.vcs.mirrors.Mirrors;
import dev.waybill.web.Web;
import dev.waybill.web.frame.Counting;
import dev.waybill.web.frame.Frame;
import dev.waybill.web.frame.Rooms;
import dev.waybill.web.shown.DeployRows;
import dev.waybill.web.signin.SignIn;
import dev.waybill.webhooks.Webhooks;
import java.util.List;
import java.util.stream.Stream;

/** Wires the API and the pages. */
final class Doors {
    private final Foundation foundation;
    private final Site site;
    private final Engine engine;
    private final String url;
    private final Chat chat;

    Doors(Foundation foundation, Site site, Engine engine) {
        this.foundation = foundation;
        this.site = site;
        this.engine = engine;
        this.url = site.url();
        this.chat = Talking.of(foundation, engine, url);
    }

    /** What answers sentences of chat. */
    Chat chat() {
        return chat;
    }

    /** The server's public URL. */
    String url() {
        return url;
    }

    /** How apps are configured. */
    record Configuration(AppsFile file, AppReader reader, InputLimit limit) {}

    Api api(Configuration configuration, Mirrors mirrors) {
        var plugins = configuration.reader().plugins();
        var jsons = new AppJsons(foundation.db(), mirrors, plugins, engine.samples());
        var groups = Stream.of(ofApps(configuration, jsons), ofDeploys(configuration, jsons), ofChat(), ofTheServer())
                .flatMap(List::stream)
                .toList();
        return new Api(foundation.access(), new Routes(foundation.apps(), engine.deploys()), groups, url);
    }

    private List<RouteGroup> ofApps(Configuration configuration, AppJsons jsons) {
        var apps = foundation.apps();
        var references = new ServerReferences(site.files());
        var fields = new AppFields(configuration.reader(), configuration.limit());
        var removal = new AppRemoval(foundation.db(), apps);
        return List.of(
                new AppRoutes(apps, fields, jsons, foundation.locks(), removal, references),
                new ConfigRoutes(apps, configuration.file(), jsons, references, url),
                new ForgeRoutes(site.forges(), engine.accepting().incoming()),
                new NotifierRoutes(engine.samples()),
                new CommitRoutes(engine.looking().searching()),
                new OverviewRoutes(apps, foundation.db(), engine.deploys()));
    }

    private List<RouteGroup> ofDeploys(Configuration configuration, AppJsons apps) {
        var looking = engine.looking();
        var asking = engine.asking();
        var running = engine.running();
        var jsons = new DeployJsons(engine.waiting().outlook(), foundation.apps(), site.nodes(), site.origins(), url);
        var answers = new DeployAnswers(
                foundation.apps(),
                asking.requests(),
                asking.dryRuns(),
                looking.comparisons(),
                looking.tracing(),
                jsons);
        return List.of(
                new EnvironmentRoutes(
                        looking.environments(),
                        looking.explaining(),
                        looking.checks(),
                        apps,
                        answers,
                        new Watched(
                                engine.watching().watches(),
                                engine.accepting().incoming(),
                                engine.seeing().sightings())),
                new DeployRoutes(engine.deploys(), engine.watch(), jsons, answers, url, configuration.limit()),
                new AutomationRoutes(engine.automating().automations(), looking.automatic()),
                new RecordRoutes(asking.past(), answers, jsons),
                new ChangeRoutes(looking.comparisons(), looking.tracing()),
                new CheckRoutes(looking.checks()),
                new LockRoutes(
                        foundation.db(), foundation.locks(), new LockInput(foundation.locks(), foundation.time()), url),
                new DeployChangeRoutes(
                        running.cancellations(), running.reports(), asking.verdicts(), asking.requests(), jsons),
                new DriverRoutes(running.driving().mandates(), running.driving().drivers(), jsons),
                new ScriptRoutes(running.scripts()),
                new RegistrationRoutes(new Registrations(foundation.db())),
                new LogRoutes(foundation.logs(), foundation.access()),
                new LineRoutes(
                        foundation.logs(), new LineStream(foundation.logs(), foundation.time()), foundation.access()),
                new ArtifactRoutes(running.artifacts(), url));
    }

    private List<RouteGroup> ofChat() {
        return List.of(new ChatRoutes(chat));
    }

    private List<RouteGroup> ofTheServer() {
        var access = foundation.access();
        return List.of(
                new EventRoutes(new Feed(foundation.db()), foundation.apps(), access, url),
                new OldRoutes(foundation.apps(), foundation.db(), foundation.time()),
                new DeliveryRoutes(new Deliveries(foundation.db(), foundation.time()), url),
                new HostRoutes(foundation.hosts()),
                new WorkspaceRoutes(engine.running().kept().keeping(), site.nodes(), url),
                new NodeRoutes(site.nodes(), engine.waiting().outlook()),
                new LoginLinkRoutes(access, url),
                new TokenRoutes(access.tokens(), foundation.apps(), url));
    }

    WebhookRoutes webhooks(List<ForgeKind> codeHosts, WebhookSenders senders) {
        return new WebhookRoutes(new Webhooks(
                codeHosts,
                senders,
                engine.watching().watches(),
                engine.checking().poller(),
                engine.accepting().incoming()::lookNow));
    }

    Web web(Peers peers, Configuration configuration) {
        var signIn = new SignIn(foundation.access().sessions(), peers, foundation.time(), url);
        var rows = new DeployRows(
                engine.waiting().outlook(),
                new Registrations(foundation.db()),
                engine.looking().checks(),
                site.origins(),
                engine.running().artifacts(),
                foundation.time());
        var rooms = new Rooms(foundation.db().signals(), foundation.time());
        var counts = new Counting(engine.deploys(), foundation.db());
        return new Web(
                new Frame(signIn, rooms, counts::of, url),
                new Paging(foundation, site, engine, rows).all(signIn, configuration),
                signIn);
    }
}
