package yardstick.sandbox.gateway;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The words of the hosted page. */
enum PageText {
    EN(
            "en",
            Map.ofEntries(
                    Map.entry("title", "Payment"),
                    Map.entry("test", "Test gateway: no real money moves"),
                    Map.entry("merchant", "Paid to"),
                    Map.entry("order", "Order"),
                    Map.entry("amount", "Amount"),
                    Map.entry("pay", "Pay"),
                    Map.entry("payer", "Card or wallet"),
                    Map.entry("payer.new", "one of its own"),
                    Map.entry("reason", "Or have the bank decline because of"),
                    Map.entry("decline", "Decline"),
                    Map.entry("cancel", "Cancel and go back"),
                    Map.entry("back", "Back to the shop"),
                    Map.entry("unknown", "There is no such payment. Go back to the shop and start the payment again."),
                    Map.entry("insufficient_funds", "insufficient funds"),
                    Map.entry("expired_card", "expired card"),
                    Map.entry("limit_exceeded", "limit exceeded"),
                    Map.entry("invalid_card", "invalid card"),
                    Map.entry("authentication_failed", "authentication failed"),
                    Map.entry("suspected_fraud", "suspected fraud"),
                    Map.entry("do_not_honour", "do not honour"),
                    Map.entry("issuer_unavailable", "issuer unavailable"),
                    Map.entry("channel_unavailable", "channel unavailable"),
                    Map.entry("status.authorised", "This payment is authorised."),
                    Map.entry("status.captured", "This payment is complete."),
                    Map.entry("status.declined", "The bank declined this payment."),
                    Map.entry("status.voided", "This payment was cancelled."),
                    Map.entry("status.refunded", "This payment was refunded."))),
    ZH(
            "zh-CN",
            Map.ofEntries(
                    Map.entry("title", "付款"),
                    Map.entry("test", "测试支付网关，不会产生真实扣款"),
                    Map.entry("merchant", "收款方"),
                    Map.entry("order", "订单"),
                    Map.entry("amount", "金额"),
                    Map.entry("pay", "付款"),
                    Map.entry("payer", "银行卡或钱包"),
                    Map.entry("payer.new", "全新账户"),
                    Map.entry("reason", "或让银行以此原因拒绝"),
                    Map.entry("decline", "拒绝"),
                    Map.entry("cancel", "取消并返回"),
                    Map.entry("back", "返回商店"),
                    Map.entry("unknown", "没有这笔付款。请返回商店重新发起付款。"),
                    Map.entry("insufficient_funds", "余额不足"),
                    Map.entry("expired_card", "银行卡已过期"),
                    Map.entry("limit_exceeded", "超出限额"),
                    Map.entry("invalid_card", "卡信息有误"),
                    Map.entry("authentication_failed", "身份验证未通过"),
                    Map.entry("suspected_fraud", "疑似盗用"),
                    Map.entry("do_not_honour", "发卡行拒绝"),
                    Map.entry("issuer_unavailable", "发卡行暂时无法联系"),
                    Map.entry("channel_unavailable", "支付渠道暂时不可用"),
                    Map.entry("status.authorised", "这笔付款已授权。"),
                    Map.entry("status.captured", "这笔付款已完成。"),
                    Map.entry("status.declined", "银行拒绝了这笔付款。"),
                    Map.entry("status.voided", "这笔付款已取消。"),
                    Map.entry("status.refunded", "这笔付款已退款。")));

    private final String tag;
    private final Map<String, String> texts;

    PageText(String tag, Map<String, String> texts) {
        this.tag = tag;
        this.texts = texts;
    }

    static PageText preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null) {
            return EN;
        }
        try {
            List<Locale.LanguageRange> ranges = Locale.LanguageRange.parse(acceptLanguage);
            return Locale.lookupTag(ranges, List.of("en", "zh")) instanceof String best && best.equals("zh") ? ZH : EN;
        } catch (IllegalArgumentException e) {
            return EN;
        }
    }

    String of(String key) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("no text for " + key);
        }
        return text;
    }

    String tag() {
        return tag;
    }

    Locale locale() {
        return Locale.forLanguageTag(tag);
    }
}
