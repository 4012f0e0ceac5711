package dev.waybill.providers.plugins;

import dev.waybill.spi.Provider;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory of plug-ins, read once: jars with providers, and programs that are one. What cannot be used is logged, and left
 * out. To be closed once no provider of it is used any more.
 */
public final class PluginDirectory implements Closeable {
    /** Programs usually have this long to describe themselves. */
    public static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger LOG = LoggerFactory.getLogger(PluginDirectory.class);

    private final Path directory;
    private final Duration patience;
    private final List<Provider> providers;
    private final List<Jar> jars = new ArrayList<>();
    private boolean isComplete = true;

    private PluginDirectory(Path directory, Duration patience, Collection<Provider> builtIn) {
        this.directory = directory;
        this.patience = patience;
        this.providers = new ArrayList<>(builtIn);
    }

    /**
     * Reads a directory, which may be missing. Programs are run to describe themselves.
     *
     * @param patience how long a program may take for that
     * @param builtIn providers whose names plug-ins cannot have
     */
    public static PluginDirectory open(Path directory, Duration patience, Collection<Provider> builtIn)
            throws InterruptedException {
        var opened = new PluginDirectory(directory.toAbsolutePath(), patience, builtIn);
        if (Files.isDirectory(directory)) {
            try {
                opened.read();
            } catch (IOException e) {
                opened.isComplete = false;
                LOG.error("plug-ins in {} were not loaded: {}", directory, e.toString());
            }
        }
        return opened;
    }

    /** The built-in providers, and those of plug-ins. */
    public List<Provider> providers() {
        return List.copyOf(providers);
    }

    /** Whether all plug-ins of the directory could be loaded. */
    public boolean isComplete() {
        return isComplete;
    }

    private void read() throws IOException, InterruptedException {
        try (var files = Files.list(directory)) {
            for (var file : files.sorted().toList()) {
                if (!Files.isDirectory(file) && !Files.isHidden(file)) {
                    add(file);
                }
            }
        }
    }

    private void add(Path file) throws InterruptedException {
        var name = String.valueOf(file.getFileName());
        try {
            PluginFile.mustBeSafe(directory);
            var real = PluginFile.safe(file);
            var found = name.endsWith(".jar") ? ofJar(real) : List.of(program(real, name));
            WellFormed.check(found, providers);
            providers.addAll(found);
            found.forEach(it -> LOG.info("plug-in {}: provider {}", name, it.name()));
        } catch (Unusable | IOException e) {
            isComplete = false;
            LOG.error("plug-in {} was not loaded: {}", name, e.getMessage());
        } catch (InterruptedException e) {
            throw e; // the server stops before it has started
        } catch (Throwable e) {
            isComplete = false;
            LOG.error("plug-in {} was not loaded: {}", name, e.toString(), e);
        }
    }

    private List<Provider> ofJar(Path file) throws IOException, Unusable {
        var jar = Jar.open(file);
        jars.add(jar);
        return jar.providers();
    }

    private Provider program(Path file, String name) throws IOException, Unusable, InterruptedException {
        PluginFile.mustBeExecutable(file);
        return new Program(name, file, Description.parse(new Asking(file, patience).describe()));
    }

    @Override
    public void close() throws IOException {
        for (var jar : jars) {
            jar.close();
        }
    }
}
