package dev.waybill.commands;

import dev.waybill.spi.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Secrets sealed for the time of a run, so that its output can be masked whatever becomes of the server. The database keeps what is
 * sealed, the run's files keep the key: neither tells anything alone, and with one of the two all is gone. AES-GCM.
 *
 * @param key for this alone
 */
record Seal(String key) {
    private static final int KEY_BYTES = 32;
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    static Seal fresh() {
        return new Seal(Base64.getEncoder().encodeToString(random(KEY_BYTES)));
    }

    String close(Collection<Secret> secrets) {
        var nonce = random(NONCE_BYTES);
        var text = JsonMapper.shared()
                .writeValueAsString(secrets.stream().map(Secret::value).toList());
        try {
            var sealed = cipher(Cipher.ENCRYPT_MODE, nonce).doFinal(text.getBytes(StandardCharsets.UTF_8));
            var all = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
            System.arraycopy(sealed, 0, all, NONCE_BYTES, sealed.length);
            return Base64.getEncoder().encodeToString(all);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this JVM has no AES-GCM", e);
        }
    }

    /** @throws IOException with a sentence if the key does not fit, or is damaged */
    List<Secret> open(String sealed) throws IOException {
        try {
            var all = Base64.getDecoder().decode(sealed);
            var cipher = cipher(Cipher.DECRYPT_MODE, Arrays.copyOf(all, NONCE_BYTES));
            var text = cipher.doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
            return JsonMapper.shared().readValue(text, new TypeReference<List<String>>() {}).stream()
                    .map(Secret::new)
                    .toList();
        } catch (GeneralSecurityException | IllegalArgumentException | JacksonException e) {
            throw new IOException("the key to the secrets of the run is damaged", e);
        }
    }

    private Cipher cipher(int mode, byte[] nonce) throws GeneralSecurityException {
        var cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(
                mode, new SecretKeySpec(Base64.getDecoder().decode(key), "AES"), new GCMParameterSpec(TAG_BITS, nonce));
        return cipher;
    }

    private static byte[] random(int length) {
        var bytes = new byte[length];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
