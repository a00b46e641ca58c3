package yardstick.orders.gateway;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import yardstick.kernel.Money;
import yardstick.orders.spi.ProviderLedger;
import yardstick.orders.wire.SignedCalls.Call;
import yardstick.orders.wire.SignedCalls.Reply;

/** The gateway's own books of this merchant. */
final class GatewayLedger implements ProviderLedger {

    private final GatewayClient client;

    GatewayLedger(GatewayClient client) {
        this.client = client;
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public List<Entry> after(long seq) throws IOException {
        Reply reply = client.send(Call.read("/v1/ledger?after=" + seq, "ledger-" + seq));
        JsonObject json = reply.json();
        if (reply.status() != 200 || json == null) {
            throw new IOException(reply.error().isEmpty() ? "HTTP " + reply.status() : reply.error());
        }
        try {
            JsonArray entries = json.getJsonArray("entries");
            return entries.getValuesAs(JsonObject.class).stream()
                    .filter(entry -> entry.getString("merchant").equals(client.merchant()))
                    .map(GatewayLedger::entry)
                    .toList();
        } catch (JsonException
                | ClassCastException
                | NullPointerException
                | IllegalArgumentException
                | DateTimeException e) {
            throw new IOException("the ledger makes no sense", e);
        }
    }

    private static Entry entry(JsonObject entry) {
        return new Entry(
                entry.getJsonNumber("seq").longValueExact(),
                Instant.parse(entry.getString("at")),
                entry.getString("attempt"),
                entry.getString("order"),
                Kind.valueOf(entry.getString("kind").toUpperCase(Locale.ROOT)),
                Money.of(entry.getJsonNumber("amount_minor").longValueExact(), entry.getString("currency")),
                entry.getString("payer", null));
    }
}
