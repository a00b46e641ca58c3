package yardstick.sandbox.http;

import java.time.Clock;

/**
 * Lets only the merchant through: {@code X-Merchant} must be his id and {@code X-Signature} made with his secret.
 */
public record Signed(String merchant, String secret, Clock clock) {

    public Handler guard(Handler handler) {
        return request -> {
            boolean right = merchant.equals(request.header("x-merchant"))
                    && Signature.valid(secret, clock.instant(), request.body(), request.header("x-signature"));
            return right ? handler.handle(request) : Reply.error(401, "bad_signature");
        };
    }
}
