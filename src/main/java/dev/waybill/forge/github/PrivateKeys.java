package dev.waybill.forge.github;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Pattern;

/** Reads the private keys of GitHub Apps. */
final class PrivateKeys {
    private static final Pattern PEM =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

    /** What comes before the RSA key in PKCS#8: version 0, and the algorithm. */
    private static final byte[] VERSION_AND_ALGORITHM = {
        0x02,
        0x01,
        0x00,
        0x30,
        0x0d,
        0x06,
        0x09,
        0x2a,
        (byte) 0x86,
        0x48,
        (byte) 0x86,
        (byte) 0xf7,
        0x0d,
        0x01,
        0x01,
        0x01,
        0x05,
        0x00
    };

    private static final int SEQUENCE = 0x30;
    private static final int OCTETS = 0x04;

    private PrivateKeys() {}

    /**
     * Reads the first key of a PEM text.
     *
     * @param pem may have text around it, and line breaks that are written as {@code \n}, as in variables
     * @throws IOException with a sentence that shows nothing of it
     */
    static PrivateKey read(String pem) throws IOException {
        var found = PEM.matcher(pem.replace("\\n", "\n"));
        if (!found.find()) {
            throw new IOException(
                    pem.contains("Proc-Type")
                            ? "the private key is encrypted; use the file as GitHub hands it out"
                            : "the private key is not in PEM format; use the file as GitHub hands it out");
        }
        return switch (found.group(1)) {
            case "RSA PRIVATE KEY" -> key(wrapped(decoded(found.group(2))));
            case "PRIVATE KEY" -> key(decoded(found.group(2)));
            case "ENCRYPTED PRIVATE KEY" ->
                throw new IOException("the private key is encrypted; use the file as GitHub hands it out");
            default -> throw new IOException("the private key is a %s; GitHub uses RSA keys".formatted(found.group(1)));
        };
    }

    private static byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getMimeDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw damaged();
        }
    }

    private static PrivateKey key(byte[] pkcs8) throws IOException {
        try {
            return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
        } catch (GeneralSecurityException e) {
            throw damaged();
        }
    }

    private static IOException damaged() {
        return new IOException("the private key is damaged, or no RSA key");
    }

    /** The JDK reads PKCS#8 only, which contains PKCS#1. */
    private static byte[] wrapped(byte[] pkcs1) {
        var content = new ByteArrayOutputStream();
        content.writeBytes(VERSION_AND_ALGORITHM);
        content.writeBytes(der(OCTETS, pkcs1));
        return der(SEQUENCE, content.toByteArray());
    }

    private static byte[] der(int tag, byte[] content) {
        var out = new ByteArrayOutputStream();
        out.write(tag);
        if (content.length < 0x80) {
            out.write(content.length);
        } else {
            var bytes = Math.ceilDiv(Integer.SIZE - Integer.numberOfLeadingZeros(content.length), Byte.SIZE);
            out.write(0x80 | bytes);
            for (var shift = (bytes - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
                out.write(content.length >> shift);
            }
        }
        out.writeBytes(content);
        return out.toByteArray();
    }
}
