package dev.waybill.api.apps;

import dev.waybill.api.WireFixture;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** {@code /apps/}: what clients rely on, trap by trap. */
class AppsWireTest extends WireFixture {
    private static final String MISTAKES = """
            POST /api/0/apps/
              {} => 400 'message':{'name':'Missing required parameter in the JSON body or
              {} => 400 'repository':'Missing required
              {} => 400 'details':[{'
              {'name': []} => 400 'name':'must be text'
              name=web&repository=/x&provider=shell&provider_config={'command':'x'} => 409 an app named web already exists
              name=Bad+Name&repository=/x&provider=shell&provider_config={'command':'x'} => 400 'message':{'name':
              name=deploys&repository=/x&provider=shell&provider_config={'command':'x'} => 400 'message':{'name':
              name=a&repository=ext::sh&provider=shell&provider_config={'command':'x'} => 400 is not a git URL
              name=a&repository=/x&provider=kubernetes => 400 Invalid provider: kubernetes; use one of
              name=a&repository=/x&provider=shell => 400 Missing required option \\'command
              name=a&repository=/x&provider=shell&provider_config={'command':'x','shell':1} => 400 recognized for the provider shell
              name=a&repository=/x&provider=shell&provider_config={'command':'x','timeout':-1} => 400 timeout: must be
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks=[{'type':'moon'}] => 400 'error_name':'invalid_check'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks=[{'type':'github'}] => 400 option \\'repo\\' for check: github
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks=[{'config':{}}] => 400 'error_name':'invalid_check'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&notifiers=[{'type':'slack'}] => 400 invalid_notifier
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&notifiers=[{'type':'slack','config':{'token':'t'}}] => 400 option \\'webhook_url\\' for notifier: slack; or give \\'token\\' and \\'channel\\'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&notifiers=[{'type':'email','config':{'to':{'a':1}}}] => 400 notifiers.0.config.to: must be text that is not empty; give one text
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks=[{'type':'github','config':{'repo':'a/b','contxts':'x'}}] => 400 recognized for the check github. Did you mean contexts?
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks=[{'type':'age','config':{'min':'soon'}}] => 400 checks.0.config.min: must be a duration such as 30m
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&notifiers=[{'type':'moon'}] => 400 Invalid notifier: moon
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&paths=/src => 400 'paths':'\\'/src\\' must begin at the top of
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&paths=[[1]] => 400 'paths.0':'must be text; give one text
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&mark={'m':'a[b'} => 400 'mark.m':'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&mark=[1] => 400 'mark':'must be an object of patterns
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&mark={'a+b':'c'} => 400 cannot be the name of a mark
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&changeLabels=a,b => 400 'change_labels':'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&environments={'p':1} => 400 'error_name':'invalid_environment'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&environments=[[1]] => 400 environments.0: must be a name
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&environments=[1,1] => 400 environments.1: \\'1\\' is listed twice
              {'name':'a','repository':'/x','provider':'shell','deploy':'a\\u0001b'} => 400 'deploy':'contains the control character U+0001
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks={'a':1} => 400 'error_name':'invalid_check'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&notifiers=1 => 400 'error_name':'invalid_notifier'
              name=a&repository=/x&provider=shell&provider_config=[1] => 400 'error_name':'invalid_provider'
              name=a&repository=/x&provider=shell&provider_config=x => 400 'message':{'provider_config':'is not JSON'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&environments=x => 400 'message':{'environments':'is not JSON'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&checks=x => 400 'message':{'checks':'is not JSON'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&notifiers=[ => 400 'message':{'notifiers':'is not JSON'
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&deploy=y => 400 deploy: is also in provider_config
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&via=gitlub => 400 use one of git, gitea, github
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&chekcs=[] => 400 unknown, did you mean checks?
              name=a&repository=/x&provider=shell&provider_config={'command':'x'}&providerConfig={} => 400 'providerConfig':'unknown
              READER name=a&repository=/x&provider=shell&provider_config={'command':'x'} => 403 lacks the permission \\'configure\\'
              STRANGER name=a&repository=/x&provider=shell&provider_config={'command':'x'} => 403 \\'configure\\'
            """;

    @TestFactory
    Stream<DynamicTest> apps_areShown() {
        return asked("""
                GET /api/0/apps/
                  => 200 {'id':'2','name':'other','environments':{'production'
                GET /api/0/apps
                  => 200 'name':'web'
                GET /api/0/apps/
                  ?name=web => 200 [{'id':'1','name':'web'
                  ?name=nosuch => 200 []
                  STRANGER ?name=web => 200 []
                GET /api/0/apps/web/
                  => 200 'changeLabels':[],'lockedReason':null,'provider':'shell','provider_config':
                  => 200 {'timeout':null,'read_timeout':null,'command':'echo hello','env':null,'rollback_command':null,'strict':null,'before':null,'after':null,'after_failure':null,'cwd':null,'tty':null,'tasks':null}
                  => 200 'notifiers':[],'checks':[],'via':null
                  READER => 200 'environments':{'production':{'defaultRef':'main'}}
                  STRANGER => 404 'error_name':'invalid_resource'
                GET /api/0/apps/nosuch/
                  => 404 'error_name':'invalid_resource'
                GET /api/0/apps/%20/
                  => 404 'error_name':'invalid_resource'
                """);
    }

    @TestFactory
    Stream<DynamicTest> create_namesEveryMistake() {
        return asked(MISTAKES);
    }
}
