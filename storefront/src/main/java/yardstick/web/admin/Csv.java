package yardstick.web.admin;

import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * CSV for spreadsheets (RFC 4180, UTF-8 with byte order mark). Text that a spreadsheet would take for a formula gets an
 * apostrophe in front, because shoppers choose their names themselves.
 */
final class Csv {

    private static final String FORMULA_STARTS = "=+-@\t\r\n";

    private final StringBuilder text = new StringBuilder("\uFEFF");
    private boolean lineOpen;

    Csv text(@Nullable String value) {
        String cell = value == null ? "" : value;
        boolean formula = !cell.isEmpty() && FORMULA_STARTS.indexOf(cell.charAt(0)) >= 0;
        return cell('"' + (formula ? "'" : "") + cell.replace("\"", "\"\"") + '"');
    }

    Csv number(@Nullable Number value) {
        return cell(value == null ? "" : value.toString());
    }

    private Csv cell(String quoted) {
        if (lineOpen) {
            text.append(',');
        }
        text.append(quoted);
        lineOpen = true;
        return this;
    }

    Csv end() {
        text.append("\r\n");
        lineOpen = false;
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** What was written since the last time, for sending it on its way. */
    byte[] take() {
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        text.setLength(0);
        return bytes;
    }

    Response download(String name) {
        return download(name, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** @param entity the text, or what writes it bit by bit */
    static Response download(String name, Object entity) {
        return Response.ok(entity)
                .type("text/csv; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"" + name + '"')
                .build();
    }
}
