package yardstick.sandbox.gateway;

import java.math.BigDecimal;
import java.security.SecureRandom;
import java.text.NumberFormat;
import java.util.Currency;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import yardstick.sandbox.http.Reply;
import yardstick.sandbox.http.Request;
import yardstick.sandbox.http.Router;

/** The page on which a shopper pays: plain HTML, no script, English or Chinese as the browser asks. */
final class HostedPage {

    private final Gateway gateway;
    private final SecureRandom random = new SecureRandom();

    HostedPage(Gateway gateway) {
        this.gateway = gateway;
    }

    void routes(Router router) {
        router.on("GET", "/pay/{id}", this::show).on("POST", "/pay/{id}", this::act);
    }

    private Reply show(Request request) {
        PageText text = PageText.preferred(request.header("accept-language"));
        return gateway.byId(request.variable("id"))
                .map(payment -> page(200, text, summary(text, payment) + actions(text, payment)))
                .orElseGet(() -> page(404, text, "<p>" + text.of("unknown") + "</p>"));
    }

    private Reply act(Request request) {
        PageText text = PageText.preferred(request.header("accept-language"));
        Optional<Payment> payment = gateway.byId(request.variable("id"));
        if (payment.isEmpty()) {
            return page(404, text, "<p>" + text.of("unknown") + "</p>");
        }
        Map<String, String> form = request.form();
        gateway.act(
                payment.get(),
                new Gateway.Press(
                        form.getOrDefault("action", ""),
                        form.getOrDefault("reason", ""),
                        form.getOrDefault("payer", "")));
        Payment now = gateway.byId(payment.get().terms().id()).orElseThrow();
        return now.status() == Status.REQUIRES_ACTION
                ? page(422, text, summary(text, now) + actions(text, now))
                : Reply.redirect(now.terms().returnUrl());
    }

    private static String summary(PageText text, Payment payment) {
        Payment.Terms terms = payment.terms();
        return """
                <dl>
                <div><dt>%s</dt><dd>%s</dd></div>
                <div><dt>%s</dt><dd>%s</dd></div>
                <div class="amount"><dt>%s</dt><dd>%s</dd></div>
                </dl>
                """.formatted(
                        text.of("merchant"),
                        escape(terms.merchant()),
                        text.of("order"),
                        escape(terms.order()),
                        text.of("amount"),
                        escape(amount(text, terms)));
    }

    private static String actions(PageText text, Payment payment) {
        if (payment.status() != Status.REQUIRES_ACTION) {
            return "<p role=\"status\">%s</p><p><a class=\"button\" href=\"%s\">%s</a></p>"
                    .formatted(
                            text.of("status." + payment.status().code()),
                            escape(payment.terms().returnUrl()),
                            text.of("back"));
        }
        String reasons = Rules.DECLINE_REASONS.stream()
                .sorted()
                .map(reason -> "<option value=\"%s\">%s</option>".formatted(reason, text.of(reason)))
                .collect(Collectors.joining());
        return """
                <form method="post"><label for="payer">%s</label>
                <select id="payer" name="payer"><option value="">%s</option><option>4242</option><option>1881</option></select>
                <button class="button" name="action" value="pay">%s</button></form>
                <form method="post" class="decline"><label for="reason">%s</label>
                <select id="reason" name="reason">%s</select>
                <button name="action" value="decline">%s</button></form>
                <form method="post"><button name="action" value="cancel">%s</button></form>
                """.formatted(
                        text.of("payer"),
                        text.of("payer.new"),
                        text.of("pay"),
                        text.of("reason"),
                        reasons,
                        text.of("decline"),
                        text.of("cancel"));
    }

    private static String amount(PageText text, Payment.Terms terms) {
        Currency currency = Currency.getInstance(terms.currency());
        NumberFormat format = NumberFormat.getCurrencyInstance(text.locale());
        int digits = Math.max(0, currency.getDefaultFractionDigits());
        format.setCurrency(currency);
        format.setMinimumFractionDigits(digits);
        format.setMaximumFractionDigits(digits);
        return format.format(BigDecimal.valueOf(terms.amount(), digits));
    }

    private Reply page(int status, PageText text, String content) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().formatHex(bytes);
        String html =
                """
                <!doctype html>
                <html lang="%s">
                <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
                <meta name="robots" content="noindex"><title>%s</title><style nonce="%s">%s</style></head>
                <body><main><p class="test">%s</p><h1>%s</h1>
                %s</main></body></html>
                """.formatted(text.tag(), text.of("title"), nonce, STYLE, text.of("test"), text.of("title"), content);
        return Reply.html(status, nonce, html);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }

    private static final String STYLE = """
            :root{color-scheme:light dark;--ink:#1b1f24;--soft:#57606a;--paper:#fff;--ground:#f3f4f6;--line:#8b949e;--go:#0b5cad;--on:#fff}
            @media(prefers-color-scheme:dark){:root{--ink:#e6edf3;--soft:#a7b1bc;--paper:#161b22;--ground:#0d1117;--line:#6e7681;--go:#79b8ff;--on:#0d1117}}
            *{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.5 system-ui,"Noto Sans CJK SC",sans-serif}
            main{max-width:28rem;margin:6vh auto;padding:1.5rem;background:var(--paper);border-radius:12px}
            h1{font-size:1.375rem;margin:.25rem 0 1rem}.test{margin:0;color:var(--soft);font-size:.875rem}
            dl{margin:0 0 1.25rem}dl div{display:flex;justify-content:space-between;gap:1rem;padding:.4rem 0}
            dt{color:var(--soft)}dd{margin:0;text-align:right;overflow-wrap:anywhere}.amount dd{font-size:1.375rem;font-weight:600}
            form{margin:0 0 .75rem}.decline{padding-top:.75rem;border-top:1px solid var(--line)}
            button,select,.button{display:block;width:100%;min-height:44px;margin-top:.4rem;padding:.5rem 1rem;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit;font:inherit;text-align:center}
            .button{background:var(--go);border-color:var(--go);color:var(--on);font-weight:600;text-decoration:none}
            :focus-visible{outline:3px solid var(--go);outline-offset:2px}
            """;
}
