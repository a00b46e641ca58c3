package yardstick.orders.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.gateway.Gateway;
import yardstick.orders.shop.SandboxGateway;
import yardstick.orders.shop.SandboxStage;
import yardstick.orders.spi.DeclineReason;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.PaymentChannel.Answer;
import yardstick.orders.spi.conformance.ChannelConformance;
import yardstick.orders.spi.conformance.ChannelConformance.Cell;

class ChannelConformanceTest {

    private SandboxStage stage;

    @BeforeEach
    void open() throws Exception {
        stage = new SandboxStage();
    }

    @AfterEach
    void close() throws Exception {
        stage.close();
    }

    private PaymentChannel channel(String code, String capture) {
        Settings settings = Settings.of(Map.of(
                Setting.GATEWAY_URL,
                stage.url(),
                Setting.GATEWAY_MERCHANT,
                SandboxGateway.MERCHANT,
                Setting.GATEWAY_SECRET,
                SandboxGateway.SECRET,
                Setting.GATEWAY_TIMEOUT_MS,
                "400",
                Setting.PAYMENT_CARD_CAPTURE,
                capture));
        return Gateway.channels(settings, Clock.systemUTC()).stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "wallet-redirect, automatic, 49",
        "wallet-qr, automatic, 49",
        "card-redirect, automatic, 49",
        "card-redirect, at-once, 57",
        "card-redirect, manual, 57"
    })
    void everyChannelOfTheShopConforms(String code, String capture, int cells) {
        List<Cell> seen = new ChannelConformance(channel(code, capture), stage).run();
        assertEquals(List.of(), seen.stream().filter(cell -> !cell.passed()).toList());
        assertEquals(cells, seen.size());
    }

    /** The kit is worth nothing if it lets a careless adapter pass. */
    @Test
    void carelessAdaptersDoNot() {
        PaymentChannel good = channel("card-redirect", "at-once");
        assertTrue(failed(new Careless(good) {
                    @Override
                    public Answer query(Attempt attempt) {
                        Answer answer = super.query(attempt);
                        return answer instanceof Answer.Unknown ? new Answer.Declined("", "timeout") : answer;
                    }
                })
                .containsAll(Set.of("query.timeout_before", "query.timeout_after", "query.garbage")));
        assertTrue(failed(new Careless(good) {
                    private int calls;

                    @Override
                    public Answer refund(Attempt attempt, String refundId, Money amount) {
                        return super.refund(attempt, refundId + calls++, amount);
                    }
                })
                .containsAll(Set.of("refund.same_key_is_one_refund", "refund.timeout_after", "refund.reset")));
        assertTrue(failed(new Careless(good) {
                    @Override
                    public Optional<Notice> verify(Map<String, String> headers, byte[] body) {
                        String now =
                                SandboxGateway.sign(Clock.systemUTC().instant().getEpochSecond(), body);
                        return super.verify(Map.of("x-gateway-signature", now), body);
                    }
                })
                .containsAll(Set.of(
                        "webhook.missing_seal_is_not",
                        "webhook.forged_seal_is_not",
                        "webhook.old_seal_is_not",
                        "webhook.tampered_is_not")));
    }

    private Set<String> failed(PaymentChannel channel) {
        return new ChannelConformance(channel, stage)
                .run().stream().filter(cell -> !cell.passed()).map(Cell::name).collect(Collectors.toSet());
    }

    /** An adapter that is right but for what a test changes. */
    private static class Careless implements PaymentChannel {

        private final PaymentChannel good;

        Careless(PaymentChannel good) {
            this.good = good;
        }

        @Override
        public String code() {
            return good.code();
        }

        @Override
        public Traits traits() {
            return good.traits();
        }

        @Override
        public Answer begin(Attempt attempt) {
            return good.begin(attempt);
        }

        @Override
        public Answer query(Attempt attempt) {
            return good.query(attempt);
        }

        @Override
        public Answer capture(Attempt attempt) {
            return good.capture(attempt);
        }

        @Override
        public Answer cancel(Attempt attempt) {
            return good.cancel(attempt);
        }

        @Override
        public Answer refund(Attempt attempt, String refundId, Money amount) {
            return good.refund(attempt, refundId, amount);
        }

        @Override
        public Optional<Notice> verify(Map<String, String> headers, byte[] body) {
            return good.verify(headers, body);
        }

        @Override
        public DeclineReason normalise(String providerReason) {
            return good.normalise(providerReason);
        }
    }
}
