package dev.waybill.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code bin/waybill} in checkouts that are not built, were moved or copied, or belong to somebody else. No real build is made. */
@Tag("processes")
class LauncherTest {
    @TempDir
    Path directory;

    private Path home;

    @BeforeEach
    void checkout() throws Exception {
        assumeTrue(run("id", "-u").text().equals("0"), "only root can be another user");
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        home = directory.resolve("waybill");
        run("cp", "-r", Path.of("bin").toAbsolutePath().toString(), Files.createDirectory(home) + "/bin");
        Files.createDirectories(home.resolve("src/main"));
        Files.writeString(home.resolve("src/main/A.java"), "class A {}\n");
        Files.writeString(home.resolve("pom.xml"), "<project/>\n");
        run("chmod", "-R", "go+rX", home.toString());
    }

    @Test
    void checkoutThatIsNotBuilt_tellsAnotherUserWhatToDo() throws Exception {
        for (var shell : List.of("sh", "bash")) {
            var said = asAnother(home, shell);

            assertThat(said.code()).as(shell).isEqualTo(1);
            assertThat(said.text())
                    .as(shell)
                    .contains("Waybill must be built, and the user nobody may not write " + home + "/target")
                    .contains("bin/waybill --version");
        }
    }

    @Test
    void sourcesThatHaveChanged_areToldToAnotherUser() throws Exception {
        build();
        Files.writeString(home.resolve("src/main/A.java"), "class B {}\n");

        assertThat(asAnother(home, "sh").text()).contains("built again, since its sources have changed");
    }

    @Test
    void buildThatCannotBeRead_isNamed() throws Exception {
        build();
        Files.setPosixFilePermissions(home.resolve("target/waybill.jar"), PosixFilePermissions.fromString("rw-------"));

        assertThat(asAnother(home, "sh").text()).contains("build cannot be read by this user");
    }

    @Test
    void checkout_countsAsBuilt_whereverItIsMovedOrCopied() throws Exception {
        build();
        assertThat(Files.readString(home.resolve("target/waybill.built"))).doesNotContain(directory.toString());
        assertThat(asAnother(home, "sh").text()).isEqualTo("fresh");

        var moved = Files.move(home, directory.resolve("moved"));
        var copied = directory.resolve("copied");
        run("cp", "-r", moved.toString(), copied.toString()); // with new times
        run("chmod", "-R", "go+rX", copied.toString());

        assertThat(asAnother(moved, "sh").text()).isEqualTo("fresh");
        assertThat(asAnother(copied, "sh").text()).isEqualTo("fresh");
    }

    private record Said(int code, String text) {}

    /** What the launcher finds out before it starts Java. */
    private static Said asAnother(Path home, String shell) throws Exception {
        var script = "home=%s; . \"$home/bin/lib/common.sh\"; build_when_needed; echo fresh".formatted(home);
        return run("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", shell, "-euc", script);
    }

    private void build() throws Exception {
        Files.createDirectories(home.resolve("target"));
        Files.writeString(home.resolve("target/waybill.jar"), "");
        run(
                "sh",
                "-euc",
                "home=%s; . \"$home/bin/lib/common.sh\"; sources > \"$home/target/waybill.built\"".formatted(home));
        run("chmod", "-R", "go+rX", home.toString());
    }

    private static Said run(String... command) throws IOException, InterruptedException {
        var process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectErrorStream(true)
                .start();
        var text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), text.strip());
    }
}
