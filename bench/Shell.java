import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs scripts: what Waybill is compared with. */
final class Shell {
    private Shell() {}

    /** @throws IOException with what the script wrote, if it fails */
    static void run(Path directory, String script) throws IOException, InterruptedException {
        output(directory, script);
    }

    /** The same, and answers what the script wrote, without white space around it. */
    static String output(Path directory, String script) throws IOException, InterruptedException {
        var output = directory.resolve("sh.out");
        var process = new ProcessBuilder("sh", "-c", script)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        if (process.waitFor() != 0) {
            throw new IOException(Files.readString(output));
        }
        return Files.readString(output).strip();
    }

    /** The git work of a deploy, as a person would script it, and the command. */
    static String deploy(Path repository, String command) {
        return """
            set -e
            [ -d mirror ] || git init -q --bare mirror
            git -C mirror fetch -q --prune --force %1$s '+refs/heads/*:refs/heads/*' '+refs/tags/*:refs/tags/*'
            git -C mirror ls-remote --symref %1$s HEAD > head
            sha=$(git -C mirror rev-parse --verify main)
            git clone -q --shared --no-checkout mirror work
            git -C work checkout -q --detach "$sha"
            (cd work && sh -c '%2$s')
            rm -rf work
            """.formatted(repository, command);
    }
}
