package io.fairlead.fakes.binance;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The API keys that the venue knows. Thread-safe. */
final class Keys {
    /** How a key signs. */
    sealed interface Key {
        record Hmac(String secret) implements Key {}

        record Ed25519(PublicKey publicKey) implements Key {}
    }

    private final Map<String, Key> known = new ConcurrentHashMap<>();

    void add(String name, Key key) {
        known.put(name, key);
    }

    void revoke(String name) {
        known.remove(name);
    }

    /** Refuses a key that is missing, malformed or unknown. */
    Key check(String name) {
        if (!name.matches("[A-Za-z0-9_-]{1,64}")) {
            throw BinanceError.of(401, -2014, "API-key format invalid.");
        }
        Key key = known.get(name);
        if (key == null) {
            throw BinanceError.of(401, -2015, "Invalid API-key, IP, or permissions for action.");
        }
        return key;
    }

    /** Refuses a signature that does not belong to exactly these bytes. */
    static void verify(Key key, byte[] payload, String signature) {
        if (!isValid(key, payload, signature)) {
            throw BinanceError.of(-1022, "Signature for this request is not valid.");
        }
    }

    private static boolean isValid(Key key, byte[] payload, String signature) {
        try {
            if (key instanceof Key.Hmac hmac) {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(hmac.secret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                byte[] given = HexFormat.of().parseHex(signature.toLowerCase(Locale.ROOT));
                return MessageDigest.isEqual(mac.doFinal(payload), given);
            }
            Signature verifier = Signature.getInstance("Ed25519");
            verifier.initVerify(((Key.Ed25519) key).publicKey());
            verifier.update(payload);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }
}
