package yardstick.orders.payment;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.http.HttpClient;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Checkout;
import yardstick.orders.spi.PaymentChannel;

/** The channels shoppers can pay by, in the order they are offered. */
@ApplicationScoped
public class Channels {

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private final Map<String, PaymentChannel> byCode = new LinkedHashMap<>();

    Channels() {}

    /** Outside a container. */
    public Channels(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        open();
    }

    @PostConstruct
    void open() {
        HttpClient http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(Duration.ofSeconds(2))
                .build();
        for (String code : List.of("wallet-redirect", "card-redirect")) {
            byCode.put(code, new GatewayChannel(code, settings, clock, http));
        }
    }

    public Optional<PaymentChannel> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public boolean offers(String code) {
        return offered().stream().anyMatch(channel -> channel.code().equals(code));
    }

    PaymentChannel of(Attempt attempt) {
        return find(attempt.channel()).orElseThrow(() -> new IllegalStateException("no channel " + attempt.channel()));
    }

    /** None while no gateway is set up. */
    public List<Checkout.Channel> offered() {
        if (settings.text(Setting.GATEWAY_URL).isEmpty()) {
            return List.of();
        }
        return byCode.keySet().stream()
                .map(code -> new Checkout.Channel(code, "orders.channel." + code))
                .toList();
    }
}
