package dev.waybill.api.apps;

import dev.waybill.api.WireFixture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code /apps/}: what clients rely on, trap by trap. */
class AppsWireTest extends WireFixture {
    private static final String APPS = "/api/0/apps/";
    private static final String WEB = "/api/0/apps/web/";
    private static final String SHELL = "name=a&repository=/x&provider=shell&provider_config={'command':'x'}";

    @TestFactory
    Stream<DynamicTest> apps_areShown() {
        return asked(List.of(
                Case.get(APPS, 200, "{'id':'2','name':'other','environments':{'production'"),
                Case.get("/api/0/apps", 200, "'name':'web'"),
                Case.get("/api/0/apps/?name=web", 200, "[{'id':'1','name':'web'"),
                Case.get("/api/0/apps/?name=nosuch", 200, "[]"),
                Case.get("/api/0/apps/?name=web", 200, "[]").as(Who.STRANGER),
                Case.get(WEB, 200, "'changeLabels':[],'lockedReason':null,'provider':'shell','provider_config':"),
                Case.get(
                        WEB,
                        200,
                        "{'timeout':null,'read_timeout':null,'command':'echo hello','env':null,'rollback_command':null,'strict':null}"),
                Case.get(WEB, 200, "'notifiers':[],'checks':[],'via':null"),
                Case.get(WEB, 200, "'environments':{'production':{'defaultRef':'main'}}")
                        .as(Who.READER),
                Case.get(WEB, 404, "'error_name':'invalid_resource'").as(Who.STRANGER),
                Case.get("/api/0/apps/nosuch/", 404, "'error_name':'invalid_resource'"),
                Case.get("/api/0/apps/%20/", 404, "'error_name':'invalid_resource'")));
    }

    @TestFactory
    Stream<DynamicTest> create_namesEveryMistake() {
        return asked(List.of(
                Case.json("POST", APPS, "{}", 400, "'message':{'name':'Missing required parameter in the JSON body or"),
                Case.json("POST", APPS, "{}", 400, "'repository':'Missing required"),
                Case.json("POST", APPS, "{}", 400, "'details':[{'"),
                Case.json("POST", APPS, "{'name': []}", 400, "'name':'must be text'"),
                Case.form("POST", APPS, SHELL.replace("=a&", "=web&"), 409, "an app named web already exists"),
                Case.form("POST", APPS, SHELL.replace("=a&", "=Bad+Name&"), 400, "'message':{'name':"),
                Case.form("POST", APPS, SHELL.replace("=a&", "=deploys&"), 400, "'message':{'name':"),
                Case.form("POST", APPS, SHELL.replace("/x", "ext::sh"), 400, "is not a git URL"),
                Case.form(
                        "POST",
                        APPS,
                        "name=a&repository=/x&provider=fabric",
                        400,
                        "Invalid provider: fabric; use one of"),
                Case.form(
                        "POST", APPS, "name=a&repository=/x&provider=shell", 400, "Missing required option \\'command"),
                Case.form("POST", APPS, SHELL.replace("}", ",'cwd':1}"), 400, "recognized for the provider shell"),
                Case.form("POST", APPS, SHELL.replace("}", ",'timeout':-1}"), 400, "timeout: must be"),
                Case.form("POST", APPS, SHELL + "&checks=[{'type':'moon'}]", 400, "'error_name':'invalid_check'"),
                Case.form(
                        "POST",
                        APPS,
                        SHELL + "&checks=[{'type':'github'}]",
                        400,
                        "option \\'repo\\' for check: github"),
                Case.form("POST", APPS, SHELL + "&checks=[{'config':{}}]", 400, "'error_name':'invalid_check'"),
                Case.form("POST", APPS, SHELL + "&notifiers=[{'type':'slack'}]", 400, "invalid_notifier"),
                Case.form("POST", APPS, SHELL + "&notifiers=[{'type':'moon'}]", 400, "Invalid notifier: moon"),
                Case.form("POST", APPS, SHELL + "&paths=/src", 400, "'paths':'\\'/src\\' must begin at the top of"),
                Case.form("POST", APPS, SHELL + "&paths=[[1]]", 400, "'paths.0':'must be text; give one text"),
                Case.form("POST", APPS, SHELL + "&mark={'m':'a[b'}", 400, "'mark.m':'"),
                Case.form("POST", APPS, SHELL + "&mark=[1]", 400, "'mark':'must be an object of patterns"),
                Case.form("POST", APPS, SHELL + "&mark={'a+b':'c'}", 400, "cannot be the name of a mark"),
                Case.form("POST", APPS, SHELL + "&changeLabels=a,b", 400, "'change_labels':'"),
                Case.form("POST", APPS, SHELL + "&environments={'p':1}", 400, "'error_name':'invalid_environment'"),
                Case.form("POST", APPS, SHELL + "&environments=[[1]]", 400, "environments.0: must be a name"),
                Case.form("POST", APPS, SHELL + "&environments=[1,1]", 400, "environments.1: \\'1\\' is listed twice"),
                Case.json(
                        "POST",
                        APPS,
                        "{'name':'a','repository':'/x','provider':'shell','deploy':'a\\u0001b'}",
                        400,
                        "'deploy':'contains the control character U+0001"),
                Case.form("POST", APPS, SHELL + "&checks={'a':1}", 400, "'error_name':'invalid_check'"),
                Case.form("POST", APPS, SHELL + "&notifiers=1", 400, "'error_name':'invalid_notifier'"),
                Case.form("POST", APPS, SHELL.replaceAll("\\{.*}", "[1]"), 400, "'error_name':'invalid_provider'"),
                Case.form(
                        "POST",
                        APPS,
                        SHELL.replaceAll("\\{.*}", "x"),
                        400,
                        "'message':{'provider_config':'is not JSON'"),
                Case.form("POST", APPS, SHELL + "&environments=x", 400, "'message':{'environments':'is not JSON'"),
                Case.form("POST", APPS, SHELL + "&checks=x", 400, "'message':{'checks':'is not JSON'"),
                Case.form("POST", APPS, SHELL + "&notifiers=[", 400, "'message':{'notifiers':'is not JSON'"),
                Case.form("POST", APPS, SHELL + "&deploy=y", 400, "deploy: is also in provider_config"),
                Case.form("POST", APPS, SHELL + "&via=gitlub", 400, "use one of git, github"),
                Case.form("POST", APPS, SHELL + "&chekcs=[]", 400, "unknown, did you mean checks?"),
                Case.form("POST", APPS, SHELL + "&providerConfig={}", 400, "'providerConfig':'unknown"),
                Case.form("POST", APPS, SHELL, 403, "lacks the permission \\'configure\\'")
                        .as(Who.READER),
                Case.form("POST", APPS, SHELL, 403, "\\'configure\\'").as(Who.STRANGER)));
    }
}
