package yardstick.orders.invoice;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;

/** Sets a document: A4, one font with Latin and Chinese, only the glyphs used are embedded. Two at a time. */
@ApplicationScoped
class InvoicePdf {

    private static final String STYLE = """
            @page { size: A4; margin: 18mm 16mm; @bottom-right { content: counter(page) " / " counter(pages);
                    font-family: Noto; font-size: 8pt; } }
            body { font-family: Noto; font-size: 9.5pt; line-height: 1.45; color: #111; }
            h1 { font-size: 18pt; font-weight: normal; margin: 0 0 4mm; }
            table { width: 100%; border-collapse: collapse; -fs-table-paginate: paginate; }
            th { text-align: left; font-weight: normal; color: #555; border-bottom: 0.5pt solid #555; padding: 1.5mm; }
            td { border-bottom: 0.3pt solid #bbb; padding: 1.5mm; vertical-align: top; }
            tr { page-break-inside: avoid; }
            .n { text-align: right; white-space: nowrap; }
            .total td { border-top: 1pt solid #111; border-bottom: 0; font-size: 12pt; }
            .tax td { border-bottom: 0; color: #444; padding-top: 0.5mm; padding-bottom: 0.5mm; }
            .facts { margin-bottom: 8mm; } .facts td { border: 0; padding: 0 6mm 0.5mm 0; }
            """;

    @Inject
    Messages messages;

    private final Semaphore permits = new Semaphore(2);
    private volatile byte @Nullable [] font;

    byte[] render(String number, InvoiceContent content, Language language) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        permits.acquireUninterruptibly();
        try {
            new PdfRendererBuilder()
                    .useFastMode()
                    .useFont(() -> new ByteArrayInputStream(font()), "Noto", 400, FontStyle.NORMAL, true)
                    .withHtmlContent(new Paper(number, content, language, messages).html(), null)
                    .withProducer("Yardstick")
                    .toStream(out)
                    .run();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot set " + number, e);
        } finally {
            permits.release();
        }
        return out.toByteArray();
    }

    private byte[] font() {
        byte[] known = font;
        if (known == null) {
            known = InvoiceFont.bytes();
            font = known;
        }
        return known;
    }

    /** The document as XHTML. */
    private record Paper(String number, InvoiceContent content, Language language, Messages messages) {

        String html() {
            boolean credit = number.startsWith("CN");
            StringBuilder html = new StringBuilder("<html lang=\"" + language.tag() + "\"><head><title>" + esc(number)
                    + "</title><style>" + STYLE + "</style></head><body>");
            html.append("<h1>").append(t(credit ? "credit_note" : "title")).append("</h1><table class=\"facts\">");
            fact(html, t("number"), esc(number));
            fact(html, t("date"), esc(content.date()));
            fact(html, t("order"), esc(content.orderNumber() + " · " + content.orderDate()));
            fact(html, t("seller"), esc(content.seller()));
            fact(html, t("buyer"), content.buyer().stream().map(this::line).collect(Collectors.joining("<br/>")));
            html.append("</table><table><thead><tr><th>").append(t("goods")).append("</th>");
            for (String column : new String[] {"quantity", "unit", "amount"}) {
                html.append("<th class=\"n\">").append(t(column)).append("</th>");
            }
            html.append("</tr></thead><tbody>");
            content.rows().forEach(row -> row(html, row, true));
            content.sums().forEach(row -> row(html, row, false));
            html.append("<tr class=\"total\"><td colspan=\"3\">")
                    .append(t(credit ? "credited" : "total"))
                    .append("</td><td class=\"n\">")
                    .append(money(content.total()))
                    .append("</td></tr>");
            content.contained().forEach(row -> contained(html, row));
            html.append("</tbody></table></body></html>");
            return html.toString();
        }

        /** A country is kept by its code. */
        private String line(String line) {
            return esc(line.matches("[A-Z]{2}") ? Locale.of("", line).getDisplayCountry(language.locale()) : line);
        }

        private void contained(StringBuilder html, InvoiceContent.Row row) {
            String text = row.key().isEmpty() ? own(row.text()) : messages.text(language, row.key());
            html.append("<tr class=\"tax\"><td colspan=\"3\">").append(esc(text));
            if (row.unit() > 0) {
                html.append(" · ").append(t("taxed")).append(' ').append(money(row.unit()));
            }
            html.append("</td><td class=\"n\">").append(money(row.amount())).append("</td></tr>");
        }

        private static void fact(StringBuilder html, String name, String value) {
            html.append("<tr><td>")
                    .append(name)
                    .append("</td><td>")
                    .append(value)
                    .append("</td></tr>");
        }

        private void row(StringBuilder html, InvoiceContent.Row row, boolean counted) {
            String text = row.key().isEmpty() ? own(row.text()) : messages.text(language, row.key());
            html.append("<tr><td>").append(esc(text)).append("</td><td class=\"n\">");
            html.append(counted ? Integer.toString(row.quantity()) : "").append("</td><td class=\"n\">");
            html.append(counted ? money(row.unit()) : "").append("</td><td class=\"n\">");
            html.append(money(row.amount())).append("</td></tr>");
        }

        /** A text that was kept in both languages, English first. */
        private String own(String text) {
            int line = text.indexOf('\n');
            if (line < 0) {
                return text;
            }
            return language == Language.EN ? text.substring(0, line) : text.substring(line + 1);
        }

        private String t(String key) {
            return esc(messages.text(language, "orders.invoice." + key));
        }

        private String money(long minor) {
            Money money = Money.of(minor, content.currency());
            int digits = Money.fractionDigits(content.currency());
            return esc(content.currency() + " " + String.format(Locale.ROOT, "%,." + digits + "f", money.major()));
        }

        private static String esc(String text) {
            StringBuilder safe = new StringBuilder();
            text.codePoints().filter(Paper::printable).forEach(point -> {
                switch (point) {
                    case '<' -> safe.append("&lt;");
                    case '>' -> safe.append("&gt;");
                    case '&' -> safe.append("&amp;");
                    case '"' -> safe.append("&quot;");
                    default -> safe.appendCodePoint(point);
                }
            });
            return safe.toString();
        }

        /** What XML 1.0 allows. */
        private static boolean printable(int point) {
            return point == '\n'
                    || point == '\t'
                    || (point >= 0x20 && point != 0xFFFE && point != 0xFFFF) && !(point >= 0xD800 && point <= 0xDFFF);
        }
    }
}
