import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What runs on this machine, by what /proc says. */
final class Processes {
    private static final Pattern KEY = Pattern.compile("\0WAYBILL_PARAM_KEY=([^\0]*)");

    private Processes() {}

    /** Those that runs under a directory have begun and that live, with the keys of their deploys. */
    static Map<ProcessHandle, String> ofRuns(Path directory) {
        var home = Pattern.compile("\0HOME=" + Pattern.quote(directory.toString()) + "/[^\0]*/runs/");
        var found = new HashMap<ProcessHandle, String>();
        ProcessHandle.allProcesses().forEach(process -> {
            var environment = environment(process);
            if (home.matcher(environment).find()) {
                found.put(process, KEY.matcher(environment).results().map(it -> it.group(1)).findFirst().orElse("no deploy"));
            }
        });
        return found;
    }

    /** Those that see the same mounts as this one; none if all do. */
    static List<ProcessHandle> inMountNamespaceOf(ProcessHandle one) {
        var namespace = mountNamespace(one);
        return namespace.isEmpty() || namespace.equals(mountNamespace(ProcessHandle.current()))
                ? List.of()
                : ProcessHandle.allProcesses().filter(it -> mountNamespace(it).equals(namespace)).toList();
    }

    /** Empty if it has ended, or is somebody else's. */
    private static String mountNamespace(ProcessHandle process) {
        try {
            return Files.readSymbolicLink(Path.of("/proc/" + process.pid() + "/ns/mnt")).toString();
        } catch (IOException e) {
            return "";
        }
    }

    /** Those that have ended are passed over. */
    static void signal(String signal, Collection<ProcessHandle> processes) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("kill", "-" + signal));
        processes.stream().filter(ProcessHandle::isAlive).forEach(process -> command.add("" + process.pid()));
        if (command.size() > 2) {
            new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start().waitFor();
        }
    }

    /** With a NUL before each variable; empty if it has ended, or is somebody else's. */
    private static String environment(ProcessHandle process) {
        try {
            return "\0" + Files.readString(Path.of("/proc", "" + process.pid(), "environ"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
