package yardstick.orders.cart;

import java.security.SecureRandom;
import java.util.Base64;

/** Names nobody can guess: 128 random bits as 22 URL-safe characters. */
public final class Tokens {

    private static final SecureRandom RANDOM = new SecureRandom();

    private Tokens() {}

    public static String next() {
        byte[] bits = new byte[16];
        RANDOM.nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }
}
