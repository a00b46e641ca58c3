package yardstick.web.shop;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Order;
import yardstick.orders.Order.Payment;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.web.View;
import yardstick.web.shop.OrderView.Event;
import yardstick.web.shop.OrderView.Step;

/** Says in words where an order stands. */
final class OrderViews {

    private static final Duration WATCHED = Duration.ofMinutes(15);
    private static final List<State> WAY = List.of(State.PENDING_PAYMENT, State.PAID, State.SHIPPED, State.DELIVERED);

    private OrderViews() {}

    /** Seconds until the page looks again by itself; 0 once nothing is open. */
    static int refresh(Order order, Instant now) {
        Payment last = last(order);
        boolean open = order.state() == State.PENDING_PAYMENT && (last == null || waiting(last.state()));
        Duration age = Duration.between(order.placedAt(), now);
        if (!open || age.compareTo(WATCHED) > 0) {
            return 0;
        }
        return age.toSeconds() < 90 ? 4 : 20;
    }

    private static boolean waiting(PaymentState state) {
        return state == PaymentState.CREATED || state == PaymentState.UNKNOWN || state == PaymentState.AUTHORISED;
    }

    static @Nullable Payment last(Order order) {
        return order.payments().isEmpty() ? null : order.payments().getLast();
    }

    static OrderView view(View page, Frame frame, Order order) {
        Payment last = last(order);
        String situation = situation(order.state(), last);
        boolean retry = situation.equals("declined") || situation.equals("voided") || situation.equals("pending");
        return new OrderView(
                frame,
                order,
                page.t("shop.order." + situation + ".headline"),
                page.t("shop.order." + situation + ".text"),
                mood(situation),
                retry ? last == null ? "card-redirect" : last.channel() : "",
                situation.equals("declined") && last != null ? declined(page, last) : "",
                steps(page, order.state()),
                events(page, order));
    }

    static String situation(State state, @Nullable Payment last) {
        if (state != State.PENDING_PAYMENT) {
            return switch (state) {
                case PAID -> "paid";
                case SHIPPED -> "shipped";
                case DELIVERED -> "delivered";
                case CANCELLED -> "cancelled";
                case REFUNDED -> "refunded";
                case PENDING_PAYMENT -> throw new IllegalStateException("handled above");
            };
        }
        if (last == null) {
            return "pending";
        }
        return switch (last.state()) {
            case DECLINED -> "declined";
            case VOIDED -> "voided";
            case UNKNOWN -> "unknown";
            case CREATED, AUTHORISED, CAPTURED, REFUNDED -> "pending";
        };
    }

    private static String mood(String situation) {
        return switch (situation) {
            case "paid", "shipped", "delivered" -> "good";
            case "declined", "voided", "cancelled" -> "bad";
            default -> "wait";
        };
    }

    private static String declined(View page, Payment payment) {
        String reason = payment.declineReason();
        return switch (reason == null ? "" : reason) {
            case "insufficient_funds" -> page.t("orders.decline.insufficient_funds");
            case "expired_card" -> page.t("orders.decline.expired_card");
            case "do_not_honour" -> page.t("orders.decline.do_not_honour");
            case "issuer_unavailable" -> page.t("orders.decline.issuer_unavailable");
            default -> page.t("orders.decline.other");
        };
    }

    private static List<Step> steps(View page, State state) {
        int reached = WAY.indexOf(state);
        if (reached < 0) {
            return List.of();
        }
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < WAY.size(); i++) {
            boolean done = i < reached || (i == reached && i > 0);
            String place = done ? "done" : i == reached ? "now" : "next";
            steps.add(new Step(page.t("shop.order.step." + (i + 1)), place));
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
