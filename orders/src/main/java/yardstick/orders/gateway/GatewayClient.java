package yardstick.orders.gateway;

import java.time.Clock;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.wire.BodySignature;
import yardstick.orders.wire.SignedCalls;

/** The gateway as the settings name it, and the secret shared with it. */
final class GatewayClient {

    private final Settings settings;
    private final Clock clock;
    private final SignedCalls calls;

    GatewayClient(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.calls = new SignedCalls(this::gateway, clock);
    }

    private SignedCalls.Peer gateway() {
        return new SignedCalls.Peer(
                settings.text(Setting.GATEWAY_URL),
                merchant(),
                settings.text(Setting.GATEWAY_SECRET),
                settings.number(Setting.GATEWAY_TIMEOUT_MS));
    }

    String merchant() {
        return settings.text(Setting.GATEWAY_MERCHANT);
    }

    BodySignature signature() {
        return new BodySignature(settings.text(Setting.GATEWAY_SECRET));
    }

    long now() {
        return clock.instant().getEpochSecond();
    }

    SignedCalls.Reply send(SignedCalls.Call call) {
        return calls.send(call);
    }
}
