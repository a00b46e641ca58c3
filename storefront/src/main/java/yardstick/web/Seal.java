package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Keyed hashes (HMAC-SHA256) and random tokens. Each purpose has hashes of its own. */
@ApplicationScoped
public class Seal {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final Base64.Encoder TEXT = Base64.getUrlEncoder().withoutPadding();

    private final byte[] key;

    /** For the container's proxy. */
    protected Seal() {
        this.key = new byte[0];
    }

    @Inject
    public Seal(Settings settings) {
        String secret = settings.text(Setting.SECRET_KEY);
        if (secret.isEmpty()) {
            System.getLogger(Seal.class.getName())
                    .log(Level.WARNING, "secret.key is not set: forms and sign-ins end with this process");
            secret = token();
        }
        this.key = secret.getBytes(StandardCharsets.UTF_8);
    }

    /** 43 characters of base64url. */
    public String hash(String purpose, String value) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return TEXT.encodeToString(mac.doFinal((purpose + '\n' + value).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HMAC-SHA256 is part of every Java platform", e);
        }
    }

    /** Compares in constant time. */
    public boolean matches(String purpose, String value, String hash) {
        return same(hash(purpose, value), hash);
    }

    /** Equality in constant time, for tokens. */
    public static boolean same(String left, String right) {
        return MessageDigest.isEqual(left.getBytes(StandardCharsets.UTF_8), right.getBytes(StandardCharsets.UTF_8));
    }

    /** 128 random bits as 22 characters of base64url. */
    public static String token() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return TEXT.encodeToString(bytes);
    }

    /** Unkeyed SHA-256 for looking up stored tokens; 43 characters of base64url. */
    public static String digest(String token) {
        try {
            return TEXT.encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-256 is part of every Java platform", e);
        }
    }
}
