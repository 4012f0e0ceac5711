import java.util.LinkedHashMap;
import java.util.Map;

/** What people and their tools ask for, by what it is called here. */
final class ReadPaths {
    private ReadPaths() {}

    /** @param deploys how many the server has */
    static Map<String, String> of(Served server, int deploys) throws Exception {
        var last = server.get("/api/0/deploys/?limit=1").get(0);
        var lastPath = "/api/0/deploys/%s/%s/%d/".formatted(last.at("/app/name").asString(), last.get("environment").asString(), last.get("number").asInt());
        var paths = new LinkedHashMap<String, String>();
        paths.put("all apps", "/api/0/apps/");
        paths.put("newest deploys", "/api/0/deploys/");
        paths.put("deploys of a lane", "/api/0/deploys/?app=app-007&env=production");
        paths.put("deploys of an app", "/api/0/deploys/?app=app-007");
        paths.put("of an app of long ago", "/api/0/deploys/?app=" + History.OLD_APP);
        paths.put("of an environment", "/api/0/deploys/?env=staging");
        paths.put("failed deploys", "/api/0/deploys/?status=failed");
        paths.put("deploys that run or wait", "/api/0/deploys/?status=pending&status=in_progress");
        paths.put("failed ones of a lane", "/api/0/deploys/?app=app-007&env=production&status=failed");
        paths.put("of a rare user", "/api/0/deploys/?user=" + History.RARE_USER);
        paths.put("of a ref", "/api/0/deploys/?ref=feature-950-7");
        paths.put("deep in the list", "/api/0/deploys/?cursor=" + deploys / 2);
        paths.put("one deploy", lastPath);
        paths.put("an environment", "/api/0/apps/app-007/envs/production/");
        paths.put("a log page", "/api/0/deploys/%d/log/?offset=0".formatted(History.lastWithLog(deploys)));
        return paths;
    }
}
