package yardstick.web.api;

import static yardstick.web.api.CatalogJson.minor;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Refusal;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.Checkout;
import yardstick.orders.Order;

/** Carts, quotes and orders as the API shows them. */
final class OrderJson {

    private OrderJson() {}

    record Reason(String code, String detail) {}

    record Discount(String source, String label, long amountMinor, List<Long> perLineMinor) {

        static List<Discount> of(List<Adjustment> adjustments) {
            return adjustments.stream()
                    .map(each -> new Discount(
                            each.source(),
                            each.label(),
                            each.amount().minor(),
                            each.perLine().stream().map(part -> part.minor()).toList()))
                    .toList();
        }
    }

    record CartLine(
            long sku,
            String code,
            String slug,
            String title,
            int quantity,
            long unitPriceMinor,
            long lineTotalMinor,
            int available,
            @Nullable Reason problem) {}

    record CartBody(
            String id,
            List<CartLine> lines,
            int units,
            long goodsMinor,
            List<Discount> adjustments,
            long shippingMinor,
            long taxMinor,
            long totalMinor,
            String currency,
            @Nullable String coupon,
            @Nullable Reason couponProblem,
            @Nullable Long freeShippingGapMinor,
            TermsBody terms,
            boolean buyable) {}

    record DeliveryBody(String code, String kind, String name, long feeMinor) {}

    record TaxBody(
            String name, int basisPoints, boolean included, long ofMinor, long amountMinor, List<Long> perLineMinor) {}

    record RateBody(String from, String to, String rate, String source, String at) {}

    record TermsBody(
            String country,
            @Nullable String shipping,
            List<DeliveryBody> deliveries,
            List<TaxBody> taxes,
            @Nullable RateBody rate) {

        static TermsBody of(Cart.Terms terms) {
            Cart.Delivery chosen = terms.delivery();
            Cart.Rate rate = terms.rate();
            return new TermsBody(
                    terms.country(),
                    chosen == null ? null : chosen.code(),
                    terms.deliveries().stream()
                            .map(each -> new DeliveryBody(
                                    each.code(),
                                    each.kind(),
                                    each.name(),
                                    each.fee().minor()))
                            .toList(),
                    terms.taxes().stream().map(TermsBody::tax).toList(),
                    rate == null
                            ? null
                            : new RateBody(
                                    rate.from(),
                                    rate.to(),
                                    rate.rate().toPlainString(),
                                    rate.source(),
                                    rate.at().toString()));
        }

        private static TaxBody tax(Cart.Tax tax) {
            return new TaxBody(
                    tax.name(),
                    tax.basisPoints(),
                    tax.included(),
                    tax.of().minor(),
                    tax.amount().minor(),
                    tax.perLine().stream().map(part -> part.minor()).toList());
        }
    }

    record Channel(String code, String label, boolean down) {}

    record QuoteBody(String key, CartBody cart, long totalMinor, String currency, List<Channel> channels) {}

    record PlacedBody(String orderToken, String redirectUrl) {}

    record PriceChanged(String type, String title, int status, String code, String detail, QuoteBody quote) {}

    record OrderLine(
            @Nullable Long sku, String code, String title, int quantity, long unitPriceMinor, long lineTotalMinor) {}

    record PaymentItem(
            String channel,
            String state,
            long amountMinor,
            @Nullable String declineReason,
            String at,
            long refundedMinor,
            @Nullable String payUrl,
            boolean scan,
            @Nullable String advice) {}

    record OrderBody(
            String number,
            Order.State state,
            String placedAt,
            List<OrderLine> lines,
            List<Discount> adjustments,
            long goodsMinor,
            long shippingMinor,
            long taxMinor,
            long totalMinor,
            long refundedMinor,
            String currency,
            Map<String, String> address,
            List<PaymentItem> payments) {}

    /** Texts in the language of the request. */
    record Speaker(Messages messages, Language language) {

        CartBody cart(Cart cart) {
            return new CartBody(
                    cart.id().value(),
                    cart.lines().stream().map(this::line).toList(),
                    cart.units(),
                    cart.goods().minor(),
                    Discount.of(cart.adjustments()),
                    cart.shipping().minor(),
                    cart.tax().minor(),
                    cart.total().minor(),
                    cart.total().currency(),
                    cart.couponCode(),
                    reason(cart.couponRefusal()),
                    minor(cart.freeShippingGap()),
                    TermsBody.of(cart.terms()),
                    cart.buyable());
        }

        private CartLine line(Cart.Line line) {
            return new CartLine(
                    line.sku().id().value(),
                    line.sku().code(),
                    line.sku().slug(),
                    line.sku().title(),
                    line.quantity(),
                    line.unitPrice().minor(),
                    line.lineTotal().minor(),
                    line.available(),
                    reason(line.problem()));
        }

        private @Nullable Reason reason(@Nullable Refusal refusal) {
            return refusal == null ? null : new Reason(refusal.code(), messages.text(language, refusal));
        }

        QuoteBody quote(Checkout.Quote quote) {
            return new QuoteBody(
                    quote.key(),
                    cart(quote.cart()),
                    quote.total().minor(),
                    quote.total().currency(),
                    quote.channels().stream()
                            .map(channel -> new Channel(
                                    channel.code(), messages.text(language, channel.labelKey()), channel.down()))
                            .toList());
        }

        PriceChanged priceChanged(Checkout.Quote quote) {
            String code = "api.price_changed";
            return new PriceChanged(
                    "urn:yardstick:problem:" + code,
                    "Conflict",
                    409,
                    code,
                    messages.text(language, code),
                    quote(quote));
        }
    }

    static OrderBody order(Order order) {
        return new OrderBody(
                order.number(),
                order.state(),
                order.placedAt().toString(),
                order.lines().stream().map(OrderJson::line).toList(),
                Discount.of(order.adjustments()),
                order.goods().minor(),
                order.shipping().minor(),
                order.tax().minor(),
                order.total().minor(),
                order.refunded().minor(),
                order.total().currency(),
                order.address(),
                order.payments().stream().map(OrderJson::payment).toList());
    }

    private static OrderLine line(Order.Line line) {
        return new OrderLine(
                line.sku() == null ? null : line.sku().value(),
                line.code(),
                line.title(),
                line.quantity(),
                line.unitPrice().minor(),
                line.lineTotal().minor());
    }

    private static PaymentItem payment(Order.Payment payment) {
        return new PaymentItem(
                payment.channel(),
                payment.state().name().toLowerCase(java.util.Locale.ROOT),
                payment.amount().minor(),
                payment.declineReason(),
                payment.at().toString(),
                payment.detail().refunded().minor(),
                payment.detail().payUrl(),
                payment.detail().scan(),
                payment.detail().advice());
    }
}
