package yardstick.web.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.Checkout;
import yardstick.orders.Order;
import yardstick.orders.Order.Payment;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.Pickups;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.spi.DeclineReason;
import yardstick.web.View;
import yardstick.web.shop.OrderView.Event;
import yardstick.web.shop.OrderView.Pay;
import yardstick.web.shop.OrderView.Scan;
import yardstick.web.shop.OrderView.Step;

/** Says in words where an order stands. */
final class OrderViews {

    private static final Duration WATCHED = Duration.ofMinutes(15);
    private static final String CASH = "cash-pickup";
    private static final List<State> WAY = List.of(State.PENDING_PAYMENT, State.PAID, State.SHIPPED, State.DELIVERED);

    private OrderViews() {}

    /** Seconds until the page looks again by itself; 0 once nothing is open. */
    static int refresh(Order order, Instant now) {
        Payment last = last(order);
        boolean open = order.state() == State.PENDING_PAYMENT && (last == null || waiting(last));
        Duration age = Duration.between(last == null ? order.placedAt() : last.at(), now);
        if (!open || age.compareTo(WATCHED) > 0) {
            return 0;
        }
        return age.toSeconds() < 90 ? 4 : 20;
    }

    private static boolean waiting(Payment payment) {
        return switch (payment.state()) {
            case CREATED, UNKNOWN -> true;
            case AUTHORISED -> !payment.channel().equals(CASH);
            default -> false;
        };
    }

    /** The last attempt on a channel; what a gift card pays does not count. */
    static @Nullable Payment last(Order order) {
        return order.payments().reversed().stream()
                .filter(payment -> !payment.giftCard())
                .findFirst()
                .orElse(null);
    }

    static OrderView view(View page, Frame frame, Order order, OrderView.Ways ways) {
        Payment last = last(order);
        Booking booking = ways.way().pickup();
        String situation = ways.held() ? "held" : situation(order, last);
        return new OrderView(
                frame,
                order,
                page.t("shop.order." + situation + ".headline"),
                page.t("shop.order." + situation + (booking != null && situation.equals("paid") ? "_pickup" : "")
                        + ".text"),
                mood(situation),
                ways.held() ? null : pay(order, last, ways.choices()),
                scan(order, last),
                situation.equals("declined") && last != null ? declined(page, last) : "",
                money(page, order),
                steps(page, reached(order.state(), booking), booking != null),
                events(page, order),
                ways.way());
    }

    private static @Nullable Pay pay(Order order, @Nullable Payment last, List<Checkout.Channel> choices) {
        boolean waits = order.state() == State.PENDING_PAYMENT && !choices.isEmpty();
        boolean inDoubt = last != null
                && last.state() == PaymentState.UNKNOWN
                && last.detail().payUrl() != null;
        if (!waits || inDoubt) {
            return null;
        }
        boolean again = last != null && (last.state() == PaymentState.DECLINED || last.state() == PaymentState.VOIDED);
        boolean same = last != null
                && choices.stream().anyMatch(each -> each.code().equals(last.channel()) && !each.down())
                && !elsewhere(last.detail().advice());
        String chosen = same && last != null
                ? last.channel()
                : choices.stream()
                        .map(Checkout.Channel::code)
                        .filter(code -> last == null || !code.equals(last.channel()))
                        .findFirst()
                        .orElse(choices.getFirst().code());
        Money gift = order.payments().stream()
                .filter(payment -> payment.giftCard() && payment.state() == PaymentState.AUTHORISED)
                .map(Payment::amount)
                .reduce(Money.zero(order.total().currency()), Money::plus);
        return new Pay(choices, chosen, order.total().minus(gift), again);
    }

    private static boolean elsewhere(@Nullable String advice) {
        return advice != null && advice.equals("other_channel");
    }

    private static @Nullable Scan scan(Order order, @Nullable Payment last) {
        String url = last == null ? null : last.detail().payUrl();
        boolean shown = order.state() == State.PENDING_PAYMENT
                && last != null
                && last.detail().scan();
        return shown && url != null ? new Scan(QrCode.of(url), url) : null;
    }

    static String situation(Order order, @Nullable Payment last) {
        return switch (order.state()) {
            case PENDING_PAYMENT -> last == null ? "pending" : unpaid(last);
            case PAID -> "paid";
            case SHIPPED -> "shipped";
            case DELIVERED -> "delivered";
            case CANCELLED ->
                order.payments().stream().anyMatch(payment -> payment.detail().surplus()) ? "late" : "cancelled";
            case REFUNDED -> "refunded";
        };
    }

    private static String unpaid(Payment last) {
        return switch (last.state()) {
            case DECLINED -> "declined";
            case VOIDED -> "voided";
            case UNKNOWN -> "unknown";
            case AUTHORISED -> last.channel().equals(CASH) ? "cash" : "authorised";
            case CREATED -> last.detail().scan() && last.detail().payUrl() != null ? "scan" : "pending";
            case CAPTURED, REFUNDED -> "pending";
        };
    }

    /** One line per means that money came from or goes back to. */
    private static List<String> money(View page, Order order) {
        List<String> lines = new ArrayList<>();
        for (Payment payment : order.payments()) {
            Map<String, Object> words = Map.of(
                    "channel",
                    page.t("orders.channel." + payment.channel()),
                    "amount",
                    payment.amount(),
                    "back",
                    payment.detail().refunded());
            boolean open = payment.giftCard() && payment.state() == PaymentState.AUTHORISED;
            boolean taken = payment.state() == PaymentState.CAPTURED || payment.state() == PaymentState.REFUNDED;
            if (payment.detail().surplus()) {
                lines.add(page.t(
                        payment.state() == PaymentState.REFUNDED ? "shop.order.sent_back" : "shop.order.going_back",
                        words));
            } else if (open || taken) {
                lines.add(page.t(open ? "shop.order.held" : "shop.order.paid_by", words));
                if (!payment.detail().refunded().isZero()) {
                    lines.add(page.t("shop.order.back_to", words));
                }
            }
        }
        return lines;
    }

    private static String mood(String situation) {
        return switch (situation) {
            case "paid", "shipped", "delivered" -> "good";
            case "declined", "voided", "cancelled", "late" -> "bad";
            default -> "wait";
        };
    }

    /** What happened and what to do about it. */
    private static String declined(View page, Payment payment) {
        String code = payment.declineReason();
        String what = page.t(
                "orders.decline." + DeclineReason.of(code == null ? "" : code).code());
        String advice = payment.detail().advice();
        return advice == null ? what : what + " " + page.t("orders.advice." + advice);
    }

    /** Something that waits in a shop is not sent, but put ready and fetched. */
    private static int reached(State state, @Nullable Booking booking) {
        int reached = WAY.indexOf(state);
        boolean ready = booking != null && booking.state() == Pickups.State.READY;
        return ready && state == State.PAID ? reached + 1 : reached;
    }

    private static List<Step> steps(View page, int reached, boolean fetched) {
        if (reached < 0) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            boolean done = i < reached || (i == reached && i > 0);
            String place = done ? "done" : i == reached ? "now" : "next";
            steps.add(new Step(page.t((fetched && i > 1 ? "shop.order.fetch." : "shop.order.step.") + (i + 1)), place));
        }
        return steps;
    }

    private static List<Event> events(View page, Order order) {
        return order.timeline().stream()
                .sorted(Comparator.comparing(Order.TimelineEntry::at).reversed())
                .map(entry -> new Event(page.moment(entry.at()), page.t(entry.textKey(), entry.arguments())))
                .toList();
    }
}
