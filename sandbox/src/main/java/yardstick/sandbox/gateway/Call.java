package yardstick.sandbox.gateway;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import yardstick.sandbox.http.BadRequest;
import yardstick.sandbox.http.Request;

/**
 * What makes two calls the same: the idempotency key within an operation, and a fingerprint of the body to notice a key
 * used for something else.
 */
record Call(String key, String fingerprint) {

    private static final int LONGEST_KEY = 200;

    static Call of(Request request) {
        String key = request.header("idempotency-key");
        if (key == null || key.isBlank() || key.length() > LONGEST_KEY) {
            throw new BadRequest("missing_idempotency_key");
        }
        return new Call(request.path() + " " + key, digest(request.body()));
    }

    private static String digest(byte[] body) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(body);
            return HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this JDK has no SHA-256", e);
        }
    }
}
