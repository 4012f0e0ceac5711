"""Lets Paramiko, and so Fabric, connect only to hosts whose keys are in known_hosts beside this file. Python runs it at its start."""
import os
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
    from paramiko import MissingHostKeyPolicy, SSHException
    from paramiko.client import SSHClient

    class Refusal(MissingHostKeyPolicy):
        def missing_host_key(self, client, hostname, key):
            host = hostname.replace("[", "").replace("]", "") if hostname.startswith("[") else hostname
            raise SSHException(
                "the key of the host %s is not trusted yet; run: waybill hosts trust ssh://%s/" % (hostname, host)
            )

    original = SSHClient.__init__
    set_policy = SSHClient.set_missing_host_key_policy

    def initialize(self, *args, **kwargs):
        original(self, *args, **kwargs)
        set_policy(self, Refusal())
        self.load_system_host_keys(os.path.join(HERE, "known_hosts"))

    SSHClient.__init__ = initialize
    SSHClient.set_missing_host_key_policy = lambda self, policy: None


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


main()
