package dev.waybill.network;

import dev.waybill.apps.config.text.TextFile;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** CAs that are trusted beside those of the JDK: those in a file from the environment, else those of this machine. */
public final class Trust {
    private static final List<String> VARIABLES = List.of("WAYBILL_CA_FILE", "SSL_CERT_FILE");

    /** The CA files of Debian, Red Hat, SUSE and Alpine. */
    private static final List<Path> OF_MACHINE = List.of(
            Path.of("/etc/ssl/certs/ca-certificates.crt"),
            Path.of("/etc/pki/tls/certs/ca-bundle.crt"),
            Path.of("/etc/ssl/ca-bundle.pem"),
            Path.of("/etc/ssl/cert.pem"));

    private Trust() {}

    /** For the file that a variable names; empty if none is set. @throws WrongVariable if the file is not valid */
    public static Optional<SSLContext> ofFile(Map<String, String> variables) throws WrongVariable {
        for (var name : VARIABLES) {
            var file = variables.getOrDefault(name, "").strip();
            if (!file.isEmpty()) {
                return Optional.of(ofFile(name, file));
            }
        }
        return Optional.empty();
    }

    /** For the CAs of the machine, which takes a while; empty if they are not found. */
    public static Optional<SSLContext> ofMachine() throws IOException {
        var file = OF_MACHINE.stream().filter(Files::isReadable).findFirst();
        try {
            return file.isPresent() ? Optional.of(with(certificates(file.get()))) : Optional.empty();
        } catch (GeneralSecurityException e) {
            return Optional.empty();
        }
    }

    private static SSLContext ofFile(String variable, String file) throws WrongVariable {
        try {
            var found = certificates(Path.of(file));
            if (!found.isEmpty()) {
                return with(found);
            }
            throw unusable(variable, "%s contains no certificate".formatted(file));
        } catch (GeneralSecurityException e) {
            throw unusable(variable, "%s contains something else".formatted(file));
        } catch (IOException e) {
            throw unusable(variable, TextFile.sentence(Path.of(file), e));
        }
    }

    private static WrongVariable unusable(String variable, String why) {
        return new WrongVariable("%s must name a file of PEM certificates: %s".formatted(variable, why));
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        var bytes = Files.readAllBytes(file); // the factory would hide the reason of a failure
        return CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
    }

    private static SSLContext with(Collection<? extends Certificate> more)
            throws GeneralSecurityException, IOException {
        var all = new ArrayList<Certificate>(more);
        for (var manager : managers(null)) {
            if (manager instanceof X509TrustManager usual) {
                all.addAll(List.of(usual.getAcceptedIssuers()));
            }
        }
        var keys = KeyStore.getInstance(KeyStore.getDefaultType());
        keys.load(null, null);
        for (var i = 0; i < all.size(); i++) {
            keys.setCertificateEntry(Integer.toString(i), all.get(i));
        }
        var context = SSLContext.getInstance("TLS");
        context.init(null, managers(keys), null);
        return context;
    }

    /** @param keys null for the JDK's */
    private static TrustManager[] managers(@Nullable KeyStore keys) throws GeneralSecurityException {
        var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(keys);
        return factory.getTrustManagers();
    }
}
