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
 * Encrypts the secrets of a run with AES-GCM for as long as it lasts, so that its output can be masked after a restart. The
 * database holds the ciphertext and the run's directory the key: each is useless alone, and deleting either deletes the secrets.
 *
 * @param key used for this run only
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
            throw new IllegalStateException("this JVM does not support AES-GCM", e);
        }
    }

    /** @throws IOException with a sentence if the key is wrong or damaged */
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
