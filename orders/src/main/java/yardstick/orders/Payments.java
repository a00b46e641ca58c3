package yardstick.orders;

import java.util.List;
import java.util.Map;
import yardstick.kernel.Outcome;

/** The payment side of an order: what the gateway says, and trying again. */
public interface Payments {

    /** Where the shop takes webhooks, below its root; the channel's code follows. */
    String WEBHOOK_PATH = "/api/webhooks/payment/";

    /** The browser came back: asks the gateway, never trusts the URL. */
    void returned(String orderToken);

    /** A signed call of a gateway; header names in lower case. */
    WebhookAnswer webhook(String channel, Map<String, String> headers, byte[] body);

    /**
     * Continues an attempt that is open on the same channel; otherwise, after a definitive decline or a confirmed void,
     * begins a new one. The value is the URL to send the browser to.
     *
     * @param returnUrl as for placing; {@code {token}} is replaced by the order's token
     */
    Outcome<String> retry(String orderToken, String channel, String returnUrl);

    /** What an unpaid order can be paid by now, best first. */
    List<Checkout.Channel> choices(OrderId order);

    /** HTTP status for the gateway: only 2xx stops its retries. */
    enum WebhookAnswer {
        ACCEPTED(204),
        BAD_SIGNATURE(401),
        MALFORMED(400),
        TRY_LATER(503);

        private final int status;

        WebhookAnswer(int status) {
            this.status = status;
        }

        public int status() {
            return status;
        }
    }
}
