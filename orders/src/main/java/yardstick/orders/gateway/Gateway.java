package yardstick.orders.gateway;

import java.time.Clock;
import java.util.List;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.gateway.GatewayChannel.Shape;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Capturing;
import yardstick.orders.spi.PaymentChannel.Flow;

/** What the gateway offers: a wallet by redirect, the same by QR code, and cards. */
public final class Gateway {

    private Gateway() {}

    /** Its channels; they share one connection pool. */
    public static List<PaymentChannel> channels(Settings settings, Clock clock) {
        GatewayClient client = new GatewayClient(settings, clock);
        return List.of(
                new GatewayChannel(new Shape("wallet-redirect", Flow.REDIRECT, Capturing.BY_PROVIDER), client),
                new GatewayChannel(new Shape("wallet-qr", Flow.QR, Capturing.BY_PROVIDER), client),
                new GatewayChannel(new Shape("card-redirect", Flow.REDIRECT, cards(settings)), client));
    }

    private static Capturing cards(Settings settings) {
        return switch (settings.text(Setting.PAYMENT_CARD_CAPTURE)) {
            case "at-once" -> Capturing.AT_ONCE;
            case "manual" -> Capturing.BY_STAFF;
            default -> Capturing.BY_PROVIDER;
        };
    }
}
