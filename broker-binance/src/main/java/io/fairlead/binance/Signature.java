package io.fairlead.binance;

import io.fairlead.spi.Secret;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.HexFormat;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Signs payloads with one key, as "Signed endpoint security" of the Spot API has it. Any thread. */
interface Signature {
    /** The signature of a payload, not yet percent-encoded: hex (HMAC) or base64 (Ed25519). */
    String of(byte[] payload);

    /** HMAC-SHA256. */
    static Signature hmac(Secret secret) {
        SecretKeySpec key = new SecretKeySpec(secret.reveal().getBytes(StandardCharsets.UTF_8), "HmacSHA256");
        return new Hmac(key);
    }

    /**
     * Ed25519 from a private key in PKCS#8, with or without the lines of PEM around it.
     *
     * @throws IllegalArgumentException if it is no such key
     */
    static Signature ed25519(Secret pem) {
        String base64 = pem.reveal()
                .replace("\\n", "\n")
                .replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "")
                .replaceAll("\\s", "");
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return new Ed25519(KeyFactory.getInstance("Ed25519").generatePrivate(new PKCS8EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // neither the cause nor its message: they may quote the key
            throw new IllegalArgumentException("private.key is no Ed25519 key in PKCS#8 (-----BEGIN PRIVATE KEY-----)");
        }
    }

    /** By a shared secret. */
    final class Hmac implements Signature {
        private final SecretKeySpec key;
        /** The algorithm with its key, ready, unless somebody is at it; it serves one at a time. */
        private final AtomicReference<@Nullable Mac> ready = new AtomicReference<>();

        private Hmac(SecretKeySpec key) {
            this.key = key;
        }

        @Override
        public String of(byte[] payload) {
            Mac kept = ready.getAndSet(null);
            Mac mac = kept == null ? keyed() : kept;
            byte[] code = mac.doFinal(payload);
            ready.set(mac);
            return HexFormat.of().formatHex(code);
        }

        private Mac keyed() {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(key);
                return mac;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this machine has no HmacSHA256", e);
            }
        }

        @Override
        public String toString() {
            return "HMAC-SHA256";
        }
    }

    /** By a private key. */
    final class Ed25519 implements Signature {
        private final PrivateKey key;

        private Ed25519(PrivateKey key) {
            this.key = key;
        }

        @Override
        public String of(byte[] payload) {
            try {
                java.security.Signature signer = java.security.Signature.getInstance("Ed25519");
                signer.initSign(key);
                signer.update(payload);
                return Base64.getEncoder().encodeToString(signer.sign());
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("this machine has no Ed25519", e);
            }
        }

        @Override
        public String toString() {
            return "Ed25519";
        }
    }
}
