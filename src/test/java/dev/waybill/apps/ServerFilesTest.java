package dev.waybill.apps;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waybill.apps.config.SecretReference;
import dev.waybill.vcs.RepositoryUrl;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is the server's own is no app's, however it is named. */
class ServerFilesTest {
    @TempDir
    Path directory;

    private Path data;
    private Path secrets;
    private Path token;
    private ServerFiles files;

    @BeforeEach
    void make() throws Exception {
        data = Files.createDirectories(directory.resolve("data"));
        secrets = Files.createDirectories(directory.resolve("secrets"));
        token = Files.writeString(data.resolve("admin-token"), "wb_secret\n");
        files = new ServerFiles(data, List.of(secrets));
    }

    private List<Path> waysToTheToken() throws IOException {
        var alias = Files.createSymbolicLink(directory.resolve("alias"), data);
        return List.of(
                token,
                data.resolve("../data/./admin-token"),
                alias.resolve("admin-token"),
                Files.createSymbolicLink(secrets.resolve("link"), token),
                Files.createSymbolicLink(secrets.resolve("far"), data).resolve("admin-token"),
                Path.of("/proc/self/root" + token),
                Path.of("/proc/self/environ"),
                Path.of("/proc/1/../self/environ"),
                Path.of("/dev/stdin"),
                Path.of("/dev/zero"),
                Path.of("/sys/kernel/uevent_seqnum"));
    }

    @Test
    void nothingOfTheServerIsRead_notEvenForAnAppOfTheFile() throws Exception {
        for (var path : waysToTheToken()) {
            for (var isOfFile : List.of(true, false)) {
                assertThatThrownBy(() -> files.read(path.toString(), isOfFile))
                        .as(path.toString())
                        .isInstanceOf(ServerFiles.Refused.class)
                        .hasMessageContaining("which apps cannot use");
            }
            assertThat(files.objection(new SecretReference(path.toString(), null)))
                    .as(path.toString())
                    .isPresent();
        }
    }

    @Test
    void aRepositoryOfTheServer_isNone_inNoSpelling() {
        for (var url : List.of(
                data + "/mirrors/x",
                "file://" + data + "/mirrors/x",
                "file://" + data + "/%6dirrors/x",
                "file://" + data.toString().replace("/d", "/%64") + "/mirrors/x",
                "file:/" + data + "/mirrors/x",
                "file:/" + data.toString().replace("/d", "%2fd") + "/mirrors/x",
                "file://localhost" + data + "/mirrors/x",
                "file://localhost" + data + "/%6Dirrors/x")) {
            assertThat(files.objection(new RepositoryUrl(url))).as(url).isPresent();
        }
        assertThat(files.objection(new RepositoryUrl("file://" + directory + "/sh%6Fp")))
                .isEmpty();
        assertThat(RepositoryUrl.objection("file:///srv/%zz")).isPresent();
        assertThat(files.objection(new RepositoryUrl("file:///srv/%zz"))).isPresent();
    }

    @Test
    void aRepositoryThatLeadsToTheServers_isNone() throws Exception {
        var mirror = Files.createDirectories(data.resolve("mirrors/x.git"));
        var repository = Files.createDirectories(directory.resolve("repository"));
        Files.writeString(repository.resolve(".git"), "gitdir: " + mirror + "\n");

        for (var url : List.of(repository.toString(), "file://" + repository)) {
            assertThat(files.objection(new RepositoryUrl(url)))
                    .as(url)
                    .hasValueSatisfying(why -> assertThat(why).contains("the server's data directory"));
        }
    }

    @Test
    void variablesOfTheServer_areThoseThatItReads() {
        for (var name : List.of("PGPASSWORD", "PGSSLKEY", "DATABASE_URL", "JDBC_URL", "WAYBILL_TOKEN", "PGPASSFILE")) {
            assertThat(ServerFiles.objectionToVariable(name)).as(name).isPresent();
        }
        for (var name : List.of("PGPKEY", "PGP", "SHOP_PGPASSWORD", "PATH")) {
            assertThat(ServerFiles.objectionToVariable(name)).as(name).isEmpty();
        }
    }

    @Test
    void aRequestNamesFiles_inTheDirectoriesThatAreSetAside() throws Exception {
        var inside = Files.writeString(secrets.resolve("password"), "hunter2");
        var outside = Files.writeString(directory.resolve("password"), "hunter2");

        assertThat(files.read(inside.toString(), false)).isEqualTo("hunter2");
        assertThat(files.read(outside.toString(), true)).isEqualTo("hunter2");
        assertThatThrownBy(() -> files.read(outside.toString(), false)).hasMessageContaining("secret_directories");
        assertThatThrownBy(() -> files.read(secrets + "/../password", false))
                .hasMessageContaining("secret_directories");
        assertThat(files.objectionToRequest(new SecretReference(inside.toString(), null)))
                .isEmpty();
        assertThat(files.objectionToRequest(new SecretReference(outside.toString(), null)))
                .isPresent();
        assertThat(files.objectionToRequest(new SecretReference(secrets + "x/password", null)))
                .isPresent();
        assertThat(new ServerFiles(data, List.of()).objectionToRequest(new SecretReference(inside.toString(), null)))
                .get()
                .asString()
                .contains("there are none");
    }

    /** The check counts when the file is read, since a link may be put there later. */
    @Test
    void aLinkThatIsPutThereLater_isNotFollowedOut() throws Exception {
        var file = Files.writeString(secrets.resolve("password"), "hunter2");
        var outside = Files.writeString(directory.resolve("outside"), "secret");
        assertThat(files.objectionToRequest(new SecretReference(file.toString(), null)))
                .isEmpty();

        Files.delete(file);
        Files.createSymbolicLink(file, outside);
        assertThatThrownBy(() -> files.read(file.toString(), false)).hasMessageContaining("secret_directories");

        Files.delete(file);
        Files.createSymbolicLink(file, token);
        assertThatThrownBy(() -> files.read(file.toString(), true)).hasMessageContaining("which apps cannot use");
    }

    @Test
    void whatIsNoPlainFile_isRefused() throws Exception {
        assertThatThrownBy(() -> files.read(secrets.toString(), false)).hasMessageContaining("is not a regular file");
        Files.write(secrets.resolve("large"), new byte[ServerFiles.LARGEST + 1]);
        assertThatThrownBy(() -> files.read(secrets + "/large", false)).hasMessageContaining("131072 bytes");
    }

    @Test
    void theServersOwnVariables_areKeptBack() {
        for (var name : List.of("WAYBILL_DATABASE", "WAYBILL_TOKEN", "PGPASSWORD", "PGSERVICEFILE", "DATABASE_URL")) {
            assertThat(files.objection(new SecretReference(null, name)))
                    .as(name)
                    .isPresent();
        }
        assertThat(files.objection(new SecretReference(null, "SHOP_PASSWORD"))).isEmpty();
        assertThat(files.objection(new SecretReference(null, "PG"))).isEmpty();
    }

    @Test
    void aRepositoryInTheDataDirectory_isNone() {
        for (var url :
                List.of(data + "/mirrors/x", "file://" + data + "/mirrors/x", "file://localhost" + data + "/x")) {
            assertThat(files.objection(new RepositoryUrl(url))).as(url).isPresent();
        }
        for (var url : List.of(directory + "/repository", "https://example.com" + data)) {
            assertThat(files.objection(new RepositoryUrl(url))).as(url).isEmpty();
        }
    }
}
