package yardstick.orders.payment;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Checkout;
import yardstick.orders.PaymentDesk;
import yardstick.orders.gateway.Gateway;
import yardstick.orders.giftcard.GiftCardChannel;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Flow;

/**
 * All channels of the shop: the gateway's, cash, gift cards and every bean that is one. Switched-off channels are not
 * offered, but what was begun on them is finished.
 */
@ApplicationScoped
public class Channels {

    private static final Map<String, Setting> SWITCHES = Map.of(
            "wallet-redirect",
            Setting.PAYMENT_WALLET,
            "wallet-qr",
            Setting.PAYMENT_QR,
            "card-redirect",
            Setting.PAYMENT_CARD,
            CashChannel.CODE,
            Setting.PAYMENT_CASH);

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Database database;

    @Inject
    @Any
    Instance<PaymentChannel> adapters;

    private @Nullable ChannelRecord record;
    private final Map<String, PaymentChannel> byCode = new LinkedHashMap<>();

    Channels() {}

    /** Outside a container. */
    public Channels(Settings settings, Clock clock, Database database) {
        this.settings = settings;
        this.clock = clock;
        this.database = database;
        open(List.of());
    }

    @PostConstruct
    void open() {
        open(adapters.stream().toList());
    }

    private void open(List<PaymentChannel> more) {
        record = new ChannelRecord(database, clock);
        List<PaymentChannel> all = new ArrayList<>(Gateway.channels(settings, clock));
        all.addAll(more);
        all.add(new CashChannel());
        all.add(new GiftCardChannel(database));
        all.forEach(channel -> byCode.put(channel.code(), channel));
    }

    ChannelRecord record() {
        if (record == null) {
            throw new IllegalStateException("the channels are not open yet");
        }
        return record;
    }

    public Optional<PaymentChannel> find(String code) {
        return Optional.ofNullable(byCode.get(code));
    }

    public Collection<PaymentChannel> all() {
        return Collections.unmodifiableCollection(byCode.values());
    }

    public boolean offers(String code) {
        PaymentChannel channel = byCode.get(code);
        return channel != null && open(channel);
    }

    /** Cash is paid where the goods are fetched, and nowhere else. */
    public static boolean fits(String code, boolean pickup) {
        return pickup || !code.equals(CashChannel.CODE);
    }

    PaymentChannel of(Attempt attempt) {
        return find(attempt.channel()).orElseThrow(() -> new IllegalStateException("no channel " + attempt.channel()));
    }

    private boolean open(PaymentChannel channel) {
        if (channel.code().equals(GiftCardChannel.CODE)) {
            return false;
        }
        Setting on = SWITCHES.get(channel.code());
        boolean reachable = on == null
                || channel.traits().flow() == Flow.OFFLINE
                || !settings.text(Setting.GATEWAY_URL).isEmpty();
        return reachable && (on == null || settings.isOn(on));
    }

    /**
     * Best first, by measured success and cost; a channel that does not work at the moment comes last and says so.
     * None while no gateway is set up.
     */
    public List<Checkout.Channel> offered(boolean pickup) {
        Map<String, ChannelRecord.Standing> standings = record().standings();
        return byCode.values().stream()
                .filter(channel -> open(channel) && fits(channel.code(), pickup))
                .sorted(Comparator.comparing((PaymentChannel channel) -> down(standings, channel))
                        .thenComparing(channel -> channel.traits().flow() == Flow.OFFLINE)
                        .thenComparing(channel -> -ChannelRecord.worth(standings.get(channel.code()))))
                .map(channel -> new Checkout.Channel(
                        channel.code(),
                        "orders.channel." + channel.code(),
                        "orders.channel." + channel.code() + ".hint",
                        down(standings, channel)))
                .toList();
    }

    /** How every channel does up to this moment, gift cards left out. */
    public List<PaymentDesk.Standing> standings() {
        Map<String, ChannelRecord.Standing> standings = record().now();
        return byCode.values().stream()
                .filter(channel -> !channel.code().equals(GiftCardChannel.CODE))
                .map(channel -> standing(channel, standings.get(channel.code())))
                .toList();
    }

    private PaymentDesk.Standing standing(PaymentChannel channel, ChannelRecord.@Nullable Standing seen) {
        boolean on = open(channel);
        return seen == null
                ? new PaymentDesk.Standing(channel.code(), on, false, 0, 0, 0, 0, 0, 0, 0)
                : new PaymentDesk.Standing(
                        channel.code(),
                        on,
                        seen.down(),
                        seen.calls(),
                        seen.failed(),
                        seen.millis(),
                        seen.attempts(),
                        seen.paid(),
                        seen.open(),
                        seen.basisPoints());
    }

    private static boolean down(Map<String, ChannelRecord.Standing> standings, PaymentChannel channel) {
        ChannelRecord.Standing standing = standings.get(channel.code());
        return standing != null && standing.down();
    }
}
