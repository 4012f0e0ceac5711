"""Lets Paramiko, and so Fabric, connect only to hosts whose keys are in known_hosts beside this file, and lets Fabric say how each
host went. Python runs it at its start."""
import os
import socket
import sys

HERE = os.path.dirname(os.path.abspath(__file__))


def run_next():
    """Runs the sitecustomize that this one hides."""
    ours = sys.modules.pop("sitecustomize", None)
    sys.path[:] = [path for path in sys.path if os.path.abspath(path) != HERE]
    try:
        import sitecustomize
    except ImportError:
        pass
    finally:
        sys.modules["sitecustomize"] = ours


def check_host_keys():
    from paramiko import BadHostKeyException, MissingHostKeyPolicy, SSHException
    from paramiko.client import SSHClient

    class Refusal(MissingHostKeyPolicy):
        def missing_host_key(self, client, hostname, key):
            host = hostname.replace("[", "").replace("]", "") if hostname.startswith("[") else hostname
            raise SSHException(
                "the key of the host %s is not trusted yet; run: waybill hosts trust ssh://%s/" % (hostname, host)
            )

    def checked(self, hostname, port=22, *args, **kwargs):
        try:
            return connect(self, hostname, port, *args, **kwargs)
        except BadHostKeyException:  # which does not name the port
            host = hostname if port == 22 else "[%s]:%s" % (hostname, port)
            sys.stdout.write("\nthe key of the host %s has changed\n" % host)
            sys.stdout.flush()
            raise

    original, connect = SSHClient.__init__, SSHClient.connect
    set_policy = SSHClient.set_missing_host_key_policy

    def initialize(self, *args, **kwargs):
        original(self, *args, **kwargs)
        set_policy(self, Refusal())
        self.load_system_host_keys(os.path.join(HERE, "known_hosts"))

    SSHClient.__init__, SSHClient.connect = initialize, checked
    SSHClient.set_missing_host_key_policy = lambda self, policy: None


def report_hosts():
    """Lets Fabric write a line for each host of its command line once the task has ended there."""
    try:
        from fabric.executor import Executor
        from fabric.tasks import ConnectionCall
        from invoke.tasks import Task
    except ImportError:  # Fabric 1
        return
    expand, make, call = Executor.expand_calls, ConnectionCall.make_context, Task.__call__
    waiting = {}  # a task may call others with the same connection

    def expand_calls(self, calls, apply_hosts=True):
        expanded = expand(self, calls, apply_hosts)
        if not apply_hosts:  # what runs before and after a task, perhaps on the same hosts
            for each in expanded:
                each.is_aside = True
        return expanded

    def make_context(self, config):
        context = make(self, config)
        host = self.init_kwargs.get("host")
        if isinstance(host, str) and not getattr(self, "is_aside", False):
            waiting[id(context)] = host
        return context

    def run(self, *args, **kwargs):
        host = waiting.pop(id(args[0]), None) if args else None
        if host is None:
            return call(self, *args, **kwargs)
        try:
            result = call(self, *args, **kwargs)
        except (Exception, SystemExit) as e:
            if getattr(e, "code", 1):  # else it only ends early
                say(host, "unreachable" if is_unreachable(args[0], e) else "failed")
            raise
        say(host, "ok")
        return result

    Executor.expand_calls, ConnectionCall.make_context, Task.__call__ = expand_calls, make_context, run


def is_unreachable(connection, error):
    from paramiko.ssh_exception import NoValidConnectionsError, SSHException

    is_of_network = isinstance(error, (SSHException, NoValidConnectionsError, socket.timeout, socket.gaierror))
    return is_of_network and not connection.is_connected


def say(host, state):
    # What the host wrote last may lack a line break.
    sys.stdout.write("\n::waybill host %s %s\n" % (host, state))
    sys.stdout.flush()


def version(*names):
    try:
        from importlib.metadata import PackageNotFoundError, version
    except ImportError:  # before Python 3.8
        return None
    for name in names:
        try:
            return version(name)
        except PackageNotFoundError:
            pass
    return None


def numbers(text):
    return [int(part) for part in text.split(".")[:3] if part.isdigit()]


def objection(fabric, invoke, asked):
    if asked and (asked == "1") != (numbers(fabric)[0] == 1):
        return "provider_config.version is %s, but Fabric %s is installed; change version, or install that Fabric" % (asked, fabric)
    if invoke and numbers(invoke)[0] >= 3 and [2] <= numbers(fabric) < [3, 2, 3]:
        return "Fabric %s does not work with Invoke %s; install Fabric 3.2.3 or newer, or Invoke 2" % (fabric, invoke)
    return None


def say_versions():
    fabric = version("fabric", "fab-classic", "Fabric3")
    invoke = version("invoke")
    if not fabric:  # an old Python cannot tell; Fabric itself can
        open(os.path.join(HERE, "checked"), "w").close()
        return
    all_versions = [("Fabric", fabric), ("Invoke", invoke), ("Paramiko", version("paramiko"))]
    print(", ".join("%s %s" % (name, number) for name, number in all_versions if number))
    why = objection(fabric, invoke, os.environ.get("WAYBILL_FABRIC"))
    if why:
        print("nothing was deployed: " + why)
    else:
        open(os.path.join(HERE, "checked"), "w").close()
    sys.stdout.flush()
    os._exit(1 if why else 0)


def main():
    run_next()
    try:
        check_host_keys()
    except ImportError:
        return  # another Python, on the way to that of Fabric
    paths = [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path != HERE]
    os.environ["PYTHONPATH"] = os.pathsep.join(paths)
    if not paths:
        del os.environ["PYTHONPATH"]
    if "WAYBILL_FABRIC_CHECK" in os.environ:
        say_versions()
    else:
        report_hosts()


main()
