package dev.waybill.providers.plugins;

import dev.waybill.spi.Provider;
import java.util.List;

/** Shows plug-ins the JDK and what they are written against, and nothing else of the server: neither classes nor resources. */
final class SpiLoader extends ClassLoader {
    private static final List<String> SHOWN = List.of("dev.waybill.spi.", "org.jspecify.");

    SpiLoader() {
        super("spi", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (SHOWN.stream().anyMatch(name::startsWith)) {
            return Class.forName(name, false, Provider.class.getClassLoader());
        }
        throw new ClassNotFoundException(name);
    }
}
