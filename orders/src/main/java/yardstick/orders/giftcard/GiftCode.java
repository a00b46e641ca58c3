package yardstick.orders.giftcard;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Locale;

/**
 * Sixteen characters of an alphabet without look-alikes, 80 random bits: guessing is hopeless, so a plain digest keeps
 * them safe.
 */
record GiftCode(String text) {

    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final int LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static GiftCode fresh() {
        StringBuilder text = new StringBuilder(LENGTH);
        for (int i = 0; i < LENGTH; i++) {
            text.append(ALPHABET.charAt(RANDOM.nextInt(ALPHABET.length())));
        }
        return new GiftCode(text.toString());
    }

    /** As typed: case, blanks and hyphens do not matter. */
    static GiftCode typed(String typed) {
        return new GiftCode(typed.toUpperCase(Locale.ROOT).replaceAll("[\\s-]", ""));
    }

    boolean plausible() {
        return text.length() == LENGTH && text.chars().allMatch(each -> ALPHABET.indexOf(each) >= 0);
    }

    /** In groups of four, for people. */
    String shown() {
        return String.join("-", text.substring(0, 4), text.substring(4, 8), text.substring(8, 12), text.substring(12));
    }

    String ending() {
        return text.substring(LENGTH - 4);
    }

    String digest() {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 is part of every Java", e);
        }
    }
}
