package dev.waybill.providers.plugins;

import dev.waybill.spi.Provider;
import java.io.Closeable;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** A jar of providers, with a class loader of its own. To be closed once none of them is used any more. */
final class Jar implements Closeable {
    private static final String SERVICES = "META-INF/services/" + Provider.class.getName();

    private final URLClassLoader loader;

    private Jar(URLClassLoader loader) {
        this.loader = loader;
    }

    static Jar open(Path file) throws IOException, Unusable {
        try (var zip = new ZipFile(file.toFile())) {
            if (zip.getEntry(SERVICES) == null) {
                throw new Unusable("it contains no %s, which names its providers".formatted(SERVICES));
            }
        } catch (ZipException e) {
            throw new Unusable("it is not a jar: " + e.getMessage());
        }
        var urls = new URL[] {file.toUri().toURL()};
        return new Jar(new URLClassLoader(String.valueOf(file.getFileName()), urls, new SpiLoader()));
    }

    /** New ones, at least one. */
    List<Provider> providers() throws Unusable {
        var providers = new ArrayList<Provider>();
        try {
            for (var provider : ServiceLoader.load(Provider.class, loader)) {
                providers.add(new Guarded(provider));
            }
        } catch (ServiceConfigurationError e) {
            throw new Unusable("%s%s".formatted(e.getMessage(), e.getCause() == null ? "" : ", " + e.getCause()));
        }
        if (providers.isEmpty()) {
            throw new Unusable(SERVICES + " names no provider");
        }
        return providers;
    }

    @Override
    public void close() throws IOException {
        loader.close();
    }
}
